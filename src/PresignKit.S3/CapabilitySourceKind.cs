namespace PresignKit.S3;

/// <summary>The kind of source of a Yes or a No in a ready-made profile.</summary>
public enum CapabilitySourceKind
{
    /// <summary>PresignKit's conformance suite has measured it on that kind of store.</summary>
    Measured,

    /// <summary>The store's vendor documents it; PresignKit has not measured it.</summary>
    Documented,

    /// <summary>It was read in the store's source code; PresignKit has not measured it.</summary>
    SourceCode,
}
