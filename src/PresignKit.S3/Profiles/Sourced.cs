namespace PresignKit.S3.Profiles;

/// <summary>One source, and the capabilities that it settles.</summary>
internal sealed record Sourced(CapabilitySource Source, params string[] Capabilities);
