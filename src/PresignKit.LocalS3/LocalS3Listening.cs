namespace PresignKit.LocalS3;

/// <summary>Who can reach an embedded store.</summary>
public enum LocalS3Listening
{
    /// <summary>This machine alone: 127.0.0.1, and ::1 too where the port is a fixed one.</summary>
    Loopback,

    /// <summary>Every machine that can reach this one, on all its addresses, without TLS. For containers and test networks.</summary>
    AnyAddress,
}
