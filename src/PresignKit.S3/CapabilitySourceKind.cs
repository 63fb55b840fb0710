namespace PresignKit.S3;

/// <summary>What a Yes or a No of a ready-made profile rests on.</summary>
public enum CapabilitySourceKind
{
    /// <summary>PresignKit's conformance suite has tried it on that kind of store.</summary>
    Measured,

    /// <summary>Whoever makes the store documents it; PresignKit has not tried it.</summary>
    Documented,
}
