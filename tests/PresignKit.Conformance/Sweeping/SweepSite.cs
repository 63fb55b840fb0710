using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Conformance.Stores;
using PresignKit.Providers;

namespace PresignKit.Conformance.Sweeping;

/// <summary>
/// An application with folders of its own in a store's bucket. Uploads are made now, and sweepers, whose clocks are two days ahead, use the same store
/// with the right time in their signatures.
/// </summary>
public sealed class SweepSite : IAsyncDisposable
{
    private const string StoreName = "store";

    private readonly S3ConformanceStore _store;
    private readonly UploadTransport? _transport;
    private readonly string _id = Guid.NewGuid().ToString("N")[..8];
    private readonly List<ServiceProvider> _instances = [];
    private readonly ServiceProvider _application;

    public SweepSite(S3ConformanceStore store, UploadTransport? transport)
    {
        (_store, _transport) = (store, transport);
        _application = store.CreateApplication(Configure);
        _instances.Add(_application);
        Provider = CreateProvider(_application);
    }

    public SweepCatalog Catalog { get; } = new();

    public IStoreProvider Provider { get; }

    public string Folder => $"conformance/sweep-{_id}/";

    public string FrozenPrefix => $"swept-{_id}/";

    public IPresignedUrlIssuer Issuer => _application.GetRequiredService<IPresignedUrlIssuer>();

    public IUploadVerifier Verifier => _application.GetRequiredService<IUploadVerifier>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A sweeper of an instance of its own.</summary>
    public IUploadSweeper CreateSweeper(TimeSpan? ahead = null) => CreateInstance(ahead ?? TimeSpan.FromHours(49)).GetRequiredService<IUploadSweeper>();

    /// <summary>The lease of an instance of its own.</summary>
    public ISweepLease CreateLease() => CreateInstance(TimeSpan.Zero).GetRequiredService<ISweepLease>();

    /// <summary>Opens a slot and, if there is a body, sends it.</summary>
    public async Task<UploadSlot> OpenAsync(byte[]? body)
    {
        var slot = await Issuer.OpenAsync("swept", body ?? StoredObject.Video);
        if (body is not null)
        {
            using var response = await _store.UploadAsync(slot, body);
            Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
        }

        return slot;
    }

    public async Task<(DeclaredUpload Upload, UploadVerification Verification)> CompleteAsync(byte[] body)
    {
        var slot = await OpenAsync(body);
        var verification = await Verifier.VerifyAsync(slot.Declaration, Cancellation);
        Assert.True(verification.IsVerified, verification.Outcome.ToString());
        return (slot.Declaration, verification);
    }

    /// <summary>Everything in the application's folders: the keys of objects, and of open uploads with a question mark.</summary>
    public async Task<IReadOnlyList<string>> ListAsync()
    {
        var all = new List<string>();
        foreach (var prefix in new[] { Folder, FrozenPrefix, FrozenPrefix[..^1] + "-slots/" })
        {
            await foreach (var found in Provider.Objects.ListAsync(prefix, Cancellation))
            {
                all.Add(found.Key);
            }

            await foreach (var upload in Provider.Uploads!.ListUploadsAsync(prefix, Cancellation))
            {
                all.Add(upload.Key + "?");
            }
        }

        all.Sort(StringComparer.Ordinal);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }
    }

    private static IStoreProvider CreateProvider(ServiceProvider application) =>
        application.GetServices<StoreRegistration>().Single(store => store.Name == StoreName).Create(application);

    private ServiceProvider CreateInstance(TimeSpan ahead)
    {
        var connected = _store.CreateApplication(Configure);
        var kit = new ServiceCollection()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(TimeProvider.System.GetUtcNow() + ahead))
            .AddSingleton<IUploadCatalog>(Catalog)
            .AddPresignKit()
            .AddStore(new ConnectedStore(CreateProvider(connected)))
            .AddSweeping();
        Configure(kit);
        var instance = kit.Services.BuildServiceProvider();
        lock (_instances)
        {
            _instances.AddRange([connected, instance]);
        }

        return instance;
    }

    private void Configure(PresignKitBuilder kit)
    {
        kit.Services.Configure<PresignKitOptions>(options => options.ApplicationName = "conformance");
        kit.AddUploadPolicy("swept", policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            (policy.MaximumSize, policy.Transport) = (1000, _transport);
            (policy.Key, policy.FrozenPrefix) = ($"{Folder}{{id}}{{ext}}", FrozenPrefix);
        });
    }

    private sealed class ConnectedStore(IStoreProvider provider) : StoreRegistration(StoreName)
    {
        public override IEnumerable<string> Validate(IServiceProvider services) => [];

        public override IStoreProvider Create(IServiceProvider services) => provider;
    }
}
