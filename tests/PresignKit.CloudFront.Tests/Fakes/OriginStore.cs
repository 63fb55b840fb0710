using NSubstitute;
using PresignKit.Providers;

namespace PresignKit.CloudFront.Tests.Fakes;

/// <summary>The store behind the distribution. It signs nothing.</summary>
internal sealed class OriginStore(string name) : StoreRegistration(name), IStoreProvider
{
    public StoreProfile Profile { get; } = StoreProfile.Generic with { Name = "origin", SignedContentLength = Capability.Yes };

    public string? Bucket => "media-bucket";

    public IObjectStore Objects { get; } = Substitute.For<IObjectStore>();

    public override IEnumerable<string> Validate(IServiceProvider services) => [];

    public override IStoreProvider Create(IServiceProvider services) => this;

    public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
