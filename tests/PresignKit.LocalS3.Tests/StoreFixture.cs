using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace PresignKit.LocalS3.Tests;

/// <summary>A store for one test class, with its own folder and port.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    public const string AccessKeyId = "AKIALOCALTEST";
    public const string SecretAccessKey = "local-secret-that-must-not-be-logged";
    public const string Region = "us-east-1";
    public const string Bucket = "media";
    public const string OtherBucket = "other";
    public const string Origin = "http://app.test:5080";

    public string Directory { get; } = Path.Combine(Path.GetTempPath(), "presignkit-locals3-" + Path.GetRandomFileName());

    public LocalS3Server Server { get; private set; } = null!;

    public IAmazonS3 Client { get; private set; } = null!;

    public HttpClient Http { get; } = new();

    public SignedRequests Sign { get; private set; } = null!;

    public CapturedLogs Logs { get; } = new();

    /// <summary>The faults of the store, or null.</summary>
    public LocalS3Faults? Faults { get; set; }

    /// <summary>The clock of the store, which can be set to differ from the system clock.</summary>
    public FakeTimeProvider? Clock { get; set; }

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
    }

    public async Task StartAsync()
    {
        var options = Options(Directory);
        options.Faults = Faults;
        Server = await LocalS3Server.StartAsync(options, Clock, Logs);
        Sign = new SignedRequests(Server.Endpoint, Http, Clock ?? TimeProvider.System);
        Client = NewClient(Server.Endpoint);
    }

    /// <summary>Stops the store and opens the same folder again, on another port.</summary>
    public async Task RestartAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        await StartAsync();
    }

    public static LocalS3Options Options(string directory) => new()
    {
        Directory = directory,
        AccessKeyId = AccessKeyId,
        SecretAccessKey = SecretAccessKey,
        Region = Region,
        Buckets = [Bucket, OtherBucket],
        AllowedOrigins = [Origin],
    };

    /// <summary>The SDK with its default settings; path style, because *.localhost does not resolve everywhere.</summary>
    public static IAmazonS3 NewClient(string endpoint) => new AmazonS3Client(
        new BasicAWSCredentials(AccessKeyId, SecretAccessKey),
        new AmazonS3Config { ServiceURL = endpoint, ForcePathStyle = true, AuthenticationRegion = Region });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Http.Dispose();
        Logs.Dispose();
        await Server.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}

/// <summary>Captures every line that the store and its web server log.</summary>
public sealed class CapturedLogs : ILoggerFactory, ILogger
{
    private readonly List<string> _lines = [];

    /// <summary>The least level that is captured.</summary>
    public LogLevel Least { get; set; } = LogLevel.Trace;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= Least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
    }
}
