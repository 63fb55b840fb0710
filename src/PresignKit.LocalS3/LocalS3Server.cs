using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PresignKit.LocalS3.Authentication;
using PresignKit.LocalS3.Cors;
using PresignKit.LocalS3.Hosting;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Injection;
using PresignKit.LocalS3.Routing;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3;

/// <summary>An object store that speaks the S3 protocol and runs inside this process, on a port of its own. It verifies every signature,
/// expiry and policy, and rejects the requests that S3 rejects. Intended for development, samples and tests.</summary>
public sealed class LocalS3Server : IAsyncDisposable
{
    private readonly Kestrel _server;
    private readonly ObjectStore _store;
    private int _disposed;

    private LocalS3Server(Kestrel server, ObjectStore store)
    {
        _server = server;
        _store = store;
        Endpoint = server.Endpoint;
    }

    /// <summary>Gets the URL at which clients on this machine reach the store, such as <c>http://127.0.0.1:5081</c>.</summary>
    public string Endpoint { get; }

    /// <summary>Opens the folder, creates missing buckets and starts listening.</summary>
    /// <param name="options">The options of the store. They are read once; later changes have no effect.</param>
    /// <param name="timeProvider">The clock for signatures and dates, or <see langword="null"/> to use the system clock.</param>
    /// <param name="loggerFactory">The logger factory, or <see langword="null"/> to log nothing. Queries, headers and credentials are never logged.</param>
    /// <param name="cancellationToken">A token that cancels the start.</param>
    /// <returns>The running store. Dispose it to stop it.</returns>
    /// <exception cref="ArgumentException">An option is missing or invalid. The message lists every problem.</exception>
    /// <exception cref="InvalidOperationException">The environment is Production and <see cref="LocalS3Options.AllowProduction"/> is false or
    /// <see cref="LocalS3Options.Faults"/> is set, or the folder is in use, contains something else, cannot be written, or has another format.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static Task<LocalS3Server> StartAsync(
        LocalS3Options options,
        TimeProvider? timeProvider = null,
        ILoggerFactory? loggerFactory = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsCheck.Check(options);
        ProductionGuard.Check(options, ProductionGuard.FromVariables());
        return StartCheckedAsync(options, timeProvider ?? TimeProvider.System, loggerFactory ?? NullLoggerFactory.Instance, cancellationToken);
    }

    /// <summary>Stops listening and releases the folder.</summary>
    /// <returns>A task that completes when the requests in progress have been canceled.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _server.DisposeAsync().ConfigureAwait(false);
        _store.Dispose();
    }

    internal static async Task<LocalS3Server> StartCheckedAsync(
        LocalS3Options options, TimeProvider time, ILoggerFactory loggerFactory, CancellationToken cancellationToken, DoorLimits? limits = null)
    {
        var logger = loggerFactory.CreateLogger<LocalS3Server>();
        var store = ObjectStore.Open(options.Directory, options.FallbackDirectory, logger);
        Kestrel? server = null;
        try
        {
            foreach (var bucket in options.Buckets)
            {
                store.TryCreate(bucket, time.GetUtcNow());
            }

            var services = new StoreServices(
                store, time, options.Region, [.. options.BaseHosts], limits ?? DoorLimits.Default, logger, options.PretendEncryption);
            server = Kestrel.Create(options, services.Limits, loggerFactory);
            await server.StartAsync(Application(services, options), cancellationToken).ConfigureAwait(false);
            var started = new LocalS3Server(server, store);
            LogStart(logger, started, options);
            return started;
        }
        catch
        {
            if (server is not null)
            {
                await server.DisposeAsync().ConfigureAwait(false);
            }

            store.Dispose();
            throw;
        }
    }

    private static S3Application Application(StoreServices services, LocalS3Options options)
    {
        var cors = new CorsPipeline(services.Store, DefaultCors.For(options.AllowedOrigins));
        var faults = new FaultInjector(options.Faults, services);
        return new(new S3Pipeline(services, new RequestAuthenticator(options, services.Time), cors, faults), services);
    }

    private static void LogStart(ILogger logger, LocalS3Server started, LocalS3Options options)
    {
        RequestLog.Started(logger, started.Endpoint, started._store.Directory);
        if (!ListenAddress.Of(options.Listen).IsThisMachine)
        {
            RequestLog.ListensBeyondThisMachine(logger, options.Listen);
        }

        if (options.PretendEncryption)
        {
            RequestLog.PretendsEncryption(logger);
        }

        if (options.Faults is not null)
        {
            RequestLog.InjectsFaults(logger);
        }
    }
}
