using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace PresignKit.Tests.Fakes;

/// <summary>An application with one store in memory, whose slots are used as clients use them.</summary>
internal sealed class MemoryApplication
{
    public MemoryApplication(StoreKind kind, Action<PresignKitBuilder>? configure = null, MemoryStore? store = null)
    {
        Store = store ?? MemoryStore.Of(kind);
        if (store is null)
        {
            Store.Now = () => TestApplication.Now;
        }

        var builder = new ServiceCollection()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(TestApplication.Now))
            .AddPresignKit()
            .AddStore(new RecordingStore("media", Store))
            .AddUploadPolicy("video", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                policy.AllowedContentTypes.Add("video/webm");
                policy.MaximumSize = 5000;
                policy.Transport = kind is StoreKind.Form or StoreKind.VersionedForm or StoreKind.FormOfLaxStore ? UploadTransport.Post : null;
            });
        configure?.Invoke(builder);
        Services = builder.Services.BuildServiceProvider();
    }

    public MemoryStore Store { get; }

    public IServiceProvider Services { get; }

    public IPresignedUrlIssuer Issuer => Services.GetRequiredService<IPresignedUrlIssuer>();

    public IUploadVerifier Verifier => Services.GetRequiredService<IUploadVerifier>();

    public async Task<UploadSlot> OpenAsync(ObjectKey? destination = null, long size = 64) => await Issuer.OpenUploadSlotAsync(
        new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = size, Destination = destination },
        TestContext.Current.CancellationToken);

    /// <summary>Opens a slot and uploads a file with it.</summary>
    public async Task<DeclaredUpload> UploadAsync(byte[]? bytes = null, ObjectKey? destination = null)
    {
        var slot = await OpenAsync(destination);
        Assert.Equal(HttpStatusCode.OK, Send(slot, bytes ?? Samples.Mp4()));
        return slot.Declaration;
    }

    public HttpStatusCode Send(UploadSlot slot, byte[] bytes, string? contentType = null) => Store.Send(
        slot.Request!.RevealUrl(),
        slot.Transport == UploadTransport.Post ? slot.Request.RevealFields() : slot.Request.Headers,
        bytes,
        contentType);
}
