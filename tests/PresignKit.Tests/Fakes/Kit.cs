using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace PresignKit.Tests.Fakes;

/// <summary>An issuer over a recording provider, with a clock that stands still.</summary>
internal sealed class Kit
{
    public static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 9, 26, 535, TimeSpan.Zero);

    public Kit(Action<PresignKitBuilder>? configure = null, RecordingProvider? provider = null)
    {
        Provider = provider ?? new();
        var kit = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddPresignKit()
            .AddStore(new RecordingStore("media", Provider))
            .AddUploadPolicy("video", Video);
        configure?.Invoke(kit);
        Services = kit.Services.BuildServiceProvider();
        Issuer = Services.GetRequiredService<IPresignedUrlIssuer>();
    }

    public FakeTimeProvider Clock { get; } = new(Now);

    public RecordingProvider Provider { get; }

    public IServiceProvider Services { get; }

    public IPresignedUrlIssuer Issuer { get; }

    public static UploadRequest Request { get; } = new()
    {
        Policy = "video",
        FileName = "Holiday 2026.MP4",
        ContentType = "video/mp4",
        Size = 1000,
    };

    private static void Video(UploadPolicyOptions policy)
    {
        policy.AllowedContentTypes.Add("video/mp4");
        policy.AllowedContentTypes.Add("video/webm");
        policy.MaximumSize = 5000;
        policy.MinimumSize = 10;
    }
}
