namespace PresignKit.Conformance.Probing;

/// <summary>
/// Tests that probe the bucket of the account that only uploads take turns: one of them looks whether anything was left there, and what another is
/// just probing with would look like it.
/// </summary>
[CollectionDefinition(Name)]
public sealed class UploadOnlyProbes
{
    internal const string Name = "Probes of the account that only uploads";
}
