namespace PresignKit.LocalS3;

/// <summary>Whether an embedded store may start in the Production environment.</summary>
public enum LocalS3Production
{
    /// <summary>Refuse to start: objects on one machine's disk, without replication, TLS or users, are rarely what production means.</summary>
    Refuse,

    /// <summary>Start all the same.</summary>
    Allow,
}
