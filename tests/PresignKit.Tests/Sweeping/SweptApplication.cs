using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Sweeping;

/// <summary>An application named shop with a catalog, whose uploads are interrupted at any stage.</summary>
internal sealed class SweptApplication
{
    public static readonly TimeSpan Old = TimeSpan.FromHours(48);

    public SweptApplication(
        StoreKind kind, Action<PresignKitBuilder>? configure = null, string? name = "shop", bool hasCatalog = true, MemoryStore? store = null)
    {
        Memory = new(
            kind,
            builder =>
            {
                builder.Services.Configure<PresignKitOptions>(options => options.ApplicationName = name);
                if (hasCatalog)
                {
                    builder.Services.AddScoped<IUploadCatalog>(_ => Catalog);
                }

                configure?.Invoke(builder);
            },
            store);
        Store.Now = () => Clock.GetUtcNow();
    }

    public MemoryApplication Memory { get; }

    public MemoryStore Store => Memory.Store;

    public ListCatalog Catalog { get; } = new();

    public FakeTimeProvider Clock => (FakeTimeProvider)Memory.Services.GetRequiredService<TimeProvider>();

    public IUploadSweeper Sweeper => Memory.Services.GetRequiredService<IUploadSweeper>();

    /// <summary>Everything that is at the store now.</summary>
    public IReadOnlyList<string> Left => [.. Store.Stored, .. Store.Records, .. Enumerable.Repeat("(upload)", Store.OpenUploads)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<SweepReport> SweepAsync(bool delete = true) =>
        Sweeper.SweepAsync("media", new() { Delete = delete }, cancellationToken: Cancellation);

    /// <summary>Uploads, and completes what was uploaded; nobody accepts it.</summary>
    public async Task<(DeclaredUpload Upload, UploadVerification Verification)> CompleteAsync(ObjectKey? destination = null)
    {
        var upload = await Memory.UploadAsync(destination: destination);
        var verification = await Memory.Verifier.VerifyAsync(upload, Cancellation);
        Assert.True(verification.IsVerified);
        return (upload, verification);
    }

    /// <summary>Uploads, completes, records in the catalog, and settles.</summary>
    public async Task<ObjectKey> AcceptAsync(ObjectKey? destination = null)
    {
        var (upload, verification) = await CompleteAsync(destination);
        var accepted = destination ?? verification.Key!;
        Catalog.Add(upload.Key, accepted);
        Assert.True(await Memory.Verifier.SettleAsync(upload, accepted, verification, Cancellation));
        return accepted;
    }

    /// <summary>An upload whose browser went away before it was completed.</summary>
    public async Task<UploadSlot> SendAsync()
    {
        var slot = await Memory.OpenAsync();
        Assert.Equal(HttpStatusCode.OK, Memory.Send(slot, Samples.Mp4()));
        return slot;
    }
}
