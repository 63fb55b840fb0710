namespace PresignKit.Cli.Probing;

/// <summary>What to do if the bucket does not exist.</summary>
internal enum MissingBucket
{
    /// <summary>Report it.</summary>
    Refuse,

    /// <summary>Create it for the probe, and remove it afterwards.</summary>
    CreateAndRemove,

    /// <summary>Create it, and keep it.</summary>
    CreateAndKeep,
}
