namespace PresignKit.S3.Profiles;

/// <summary>A source and the capabilities for which it is the evidence.</summary>
internal sealed record CapabilityEvidence(CapabilitySource Source, params string[] Capabilities);
