using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Benchmarks.Subjects;
using PresignKit.CloudFront;
using PresignKit.Providers;

namespace PresignKit.Benchmarks.CloudFront;

/// <summary>Signs URLs of a CloudFront distribution through the issuer, with one key.</summary>
internal sealed class CloudFrontSubject : IDisposable
{
    private static readonly DownloadRequest Single = new() { Policy = "stream" };
    private static readonly ObjectKey[] Segments = [.. Workload.Batch.ToArray().Select(key => new ObjectKey(key))];
    private static readonly DownloadRequest Folder = Single with { SharedFolder = Workload.Segments[0][..(Workload.Segments[0].LastIndexOf('/') + 1)] };
    private static readonly DownloadRequest Window = new() { Policy = "window" };

    private readonly ServiceProvider _services;
    private readonly IPresignedUrlIssuer _issuer;
    private readonly ArrayBufferWriter<byte> _output = new(4 * 1024 * 1024);

    public CloudFrontSubject(AsymmetricAlgorithm key)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new RunningClock());
        services.AddPresignKit()
            .AddStore(new NoStore())
            .AddCloudFront("cdn", options =>
            {
                (options.Origin, options.Endpoint) = ("media", "https://d111111abcdef8.cloudfront.net");
                options.Key = new() { KeyPairId = "K2JCJMDEHXQW5F", PrivateKey = key.ExportPkcs8PrivateKeyPem() };
            })
            .AddDownloadPolicy("stream", policy => (policy.UseStoredHeaders, policy.StableWindow) = (true, TimeSpan.Zero))
            .AddDownloadPolicy("window", policy => (policy.UseStoredHeaders, policy.StableWindow) = (true, TimeSpan.FromDays(6)));
        _services = services.BuildServiceProvider();
        _issuer = _services.GetRequiredKeyedService<IPresignedUrlIssuer>("cdn");
    }

    /// <summary>Signs one URL, with an expiry that no other one had: nothing is taken from what was signed before.</summary>
    public int GetUrl(int call) => Completed(_issuer.IssueDownloadUrlAsync(new(Workload.Key(call)), Single)).RevealUrl().Length;

    /// <summary>Issues one URL within a stable window.</summary>
    public int GetWindowUrl(int call) => Completed(_issuer.IssueDownloadUrlAsync(new(Workload.Key(call)), Window)).RevealUrl().Length;

    /// <summary>Issues 1,500 URLs with one signature.</summary>
    public int GetFolderUrls()
    {
        _output.ResetWrittenCount();
        Completed(_issuer.WriteDownloadUrlsAsync(Segments, _output, Folder));
        return _output.WrittenCount;
    }

    public void Dispose() => _services.Dispose();

    // With a key in memory, the call completes synchronously, so awaiting it costs nothing.
    private static T Completed<T>(ValueTask<T> task) => task.IsCompletedSuccessfully
        ? task.Result
        : throw new InvalidOperationException("The issuer did not answer at once.");

    /// <summary>A second passes with each look at the clock.</summary>
    private sealed class RunningClock : TimeProvider
    {
        private long _seconds = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Interlocked.Increment(ref _seconds));
    }

    /// <summary>The store behind the distribution. It is never called.</summary>
    private sealed class NoStore() : StoreRegistration("media"), IStoreProvider
    {
        public StoreProfile Profile => StoreProfile.Generic;

        public IObjectStore Objects => throw new NotSupportedException();

        public override IEnumerable<string> Validate(IServiceProvider services) => [];

        public override IStoreProvider Create(IServiceProvider services) => this;

        public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
