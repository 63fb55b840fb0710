namespace PresignKit.LocalS3.Http;

/// <summary>How much, and for how long, a connection may ask of the process before and after its sender is known. Nothing that a client sends is
/// unlimited, because the store runs inside the developer's application.</summary>
internal sealed record DoorLimits
{
    /// <summary>The limits of every store; tests use shorter ones.</summary>
    public static readonly DoorLimits Default = new();

    /// <summary>The bytes of a request line: a key of 1,024 bytes, escaped, and a session token of some kilobytes.</summary>
    public int RequestLine { get; init; } = 64 * 1024;

    /// <summary>The bytes of all headers together.</summary>
    public int HeaderBytes { get; init; } = 64 * 1024;

    public int HeaderCount { get; init; } = 100;

    /// <summary>The received bytes that wait for the store to read them, for each connection.</summary>
    public int ReceiveBuffer { get; init; } = 256 * 1024;

    public int Connections { get; init; } = 2_000;

    /// <summary>The time until all headers have arrived.</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time that a connection may be idle between two requests.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The time until all fields of a form have arrived, so that its policy can be verified.</summary>
    public TimeSpan FormTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause while a body is received.</summary>
    public TimeSpan BodyPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The minimum average of bytes per second, for bodies and for all responses except objects.</summary>
    public double DataRate { get; init; } = 240;

    /// <summary>The time after which <see cref="DataRate"/> applies.</summary>
    public TimeSpan DataRateGrace { get; init; } = TimeSpan.FromSeconds(10);
}
