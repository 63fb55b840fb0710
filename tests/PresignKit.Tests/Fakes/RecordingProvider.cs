using NSubstitute;
using PresignKit.Providers;

namespace PresignKit.Tests.Fakes;

/// <summary>A provider that signs nothing and records the fully resolved specifications that it receives.</summary>
internal sealed class RecordingProvider : IStoreProvider, ISigningSession
{
    public static StoreProfile Strict { get; } = new()
    {
        Name = "strict",
        SignedContentType = Capability.Yes,
        SignedContentLength = Capability.Yes,
        CreateOnly = Capability.Yes,
        IsolatedPut = Capability.Yes,
        SignedHeaders = Capability.Yes,
        HeadUrls = Capability.Yes,
        DownloadPartNumber = Capability.Yes,
        FormUpload = Capability.Yes,
        FormHeaders = Capability.Yes,
        ChecksumSha256 = Capability.Yes,
        PartChecksum = Capability.Yes,
        FormChecksum = Capability.Yes,
        ConditionalCopy = Capability.Yes,
        VirtualHostAddressing = Capability.Yes,
        PathAddressing = Capability.Yes,
    };

    public StoreProfile Profile { get; init; } = Strict;

    public string? Bucket { get; init; }

    public IObjectStore Objects { get; } = Substitute.For<IObjectStore>();

    /// <summary>Uploads in parts; null: the store has none.</summary>
    public IMultipartUploads? Multipart { get; init; }

    IMultipartUploads? IStoreProvider.Uploads => Multipart;

    public IStoreProbe? Probe { get; init; }

    public IStoreAdministration? Administration { get; init; }

    public DateTimeOffset? CredentialsExpireAt { get; set; }

    public int SessionsOpened { get; private set; }

    public List<AccessSpecification> Accesses { get; } = [];

    public List<UploadSpecification> Uploads { get; } = [];

    public List<PartSpecification> Parts { get; } = [];

    public List<UploadSpecification> Forms { get; } = [];

    /// <summary>The instants until which sessions were requested to be usable.</summary>
    public List<DateTimeOffset> WantedUntil { get; } = [];

    public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken)
    {
        SessionsOpened++;
        return new(this);
    }

    public ValueTask<ISigningSession> OpenSessionAsync(DateTimeOffset usableUntil, CancellationToken cancellationToken)
    {
        WantedUntil.Add(usableUntil);
        return OpenSessionAsync(cancellationToken);
    }

    public SignedRequest Sign(in AccessSpecification specification)
    {
        Accesses.Add(specification);
        return new("GET", $"https://store.test/bucket/{specification.Key}?X-Amz-Signature=topsecret", new Dictionary<string, string>());
    }

    public SignedRequest SignUpload(in UploadSpecification specification)
    {
        Uploads.Add(specification);
        return new(
            "PUT",
            $"https://store.test/bucket/{specification.Key}?X-Amz-Signature=topsecret",
            new Dictionary<string, string> { ["Content-Type"] = specification.ContentType });
    }

    public SignedRequest SignPart(in PartSpecification specification)
    {
        Parts.Add(specification);
        return new(
            "PUT",
            $"https://store.test/bucket/{specification.Key}?partNumber=1&uploadId={specification.UploadId}&X-Amz-Signature=topsecret",
            new Dictionary<string, string> { ["Content-Type"] = specification.ContentType! });
    }

    public SignedForm SignFormUpload(in UploadSpecification specification)
    {
        Forms.Add(specification);
        return new("https://store.test/bucket", [new("key", specification.Key.Value), new("x-amz-signature", "topsecret")]);
    }
}
