namespace PresignKit.LocalS3;

/// <summary>Specifies who can reach an embedded store.</summary>
public enum LocalS3Listening
{
    /// <summary>Only this machine: 127.0.0.1, and also ::1 if the port is fixed.</summary>
    Loopback,

    /// <summary>Every machine that can reach this one, on all of its addresses and without TLS. Intended for containers and test networks.</summary>
    AnyAddress,
}
