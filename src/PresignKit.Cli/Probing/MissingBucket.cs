namespace PresignKit.Cli.Probing;

/// <summary>What to do where the bucket does not exist.</summary>
internal enum MissingBucket
{
    /// <summary>Say so.</summary>
    Refuse,

    /// <summary>Create it for the probe, and remove it after.</summary>
    CreateAndRemove,

    /// <summary>Create it, and leave it there.</summary>
    CreateAndKeep,
}
