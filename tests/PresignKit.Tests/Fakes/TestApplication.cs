using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace PresignKit.Tests.Fakes;

/// <summary>An application with one store, one upload policy, a provider that records what it is to sign, and a clock that tests control.</summary>
internal sealed class TestApplication
{
    public static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 9, 26, 535, TimeSpan.Zero);

    public TestApplication(Action<PresignKitBuilder>? configure = null, RecordingProvider? provider = null)
    {
        Provider = provider ?? new();
        var builder = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddPresignKit()
            .AddStore(new RecordingStore("media", Provider))
            .AddUploadPolicy("video", Video);
        configure?.Invoke(builder);
        Services = builder.Services.BuildServiceProvider();
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
