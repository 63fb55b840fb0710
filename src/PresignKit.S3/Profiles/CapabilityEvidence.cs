namespace PresignKit.S3.Profiles;

/// <summary>One source, and the capabilities that it settles.</summary>
internal sealed record CapabilityEvidence(CapabilitySource Source, params string[] Capabilities);
