namespace PresignKit.LocalS3;

/// <summary>Specifies whether an embedded store may start in the Production environment.</summary>
public enum LocalS3Production
{
    /// <summary>Refuse to start. The store keeps objects on a single disk, without replication, TLS or user accounts.</summary>
    Refuse,

    /// <summary>Start in the Production environment.</summary>
    Allow,
}
