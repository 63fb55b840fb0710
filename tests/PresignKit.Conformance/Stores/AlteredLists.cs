using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;

namespace PresignKit.Conformance.Stores;

/// <summary>A real store whose lists of parts are altered on their way to the backend, as a faulty store or proxy would.</summary>
public sealed class AlteredLists
{
    /// <summary>What becomes of a list.</summary>
    public Func<IReadOnlyList<UploadedPart>, IReadOnlyList<UploadedPart>> Alter { get; set; } = parts => parts;

    /// <summary>Wraps the store that was registered last.</summary>
    public void Wrap(PresignKitBuilder kit)
    {
        var descriptor = kit.Services.Last(service => service.ServiceType == typeof(StoreRegistration));
        kit.Services.Remove(descriptor);
        kit.Services.AddSingleton<StoreRegistration>(new Registration((StoreRegistration)descriptor.ImplementationInstance!, this));
    }

    private sealed class Registration(StoreRegistration inner, AlteredLists lists) : StoreRegistration(inner.Name)
    {
        public override IEnumerable<string> Validate(IServiceProvider services) => inner.Validate(services);

        public override IStoreProvider Create(IServiceProvider services) => new Provider(inner.Create(services), lists);
    }

    private sealed class Provider(IStoreProvider inner, AlteredLists lists) : IStoreProvider, IDisposable
    {
        public StoreProfile Profile => inner.Profile;

        public string? Bucket => inner.Bucket;

        public IObjectStore Objects => inner.Objects;

        public IMultipartUploads? Uploads { get; } = new AlteredUploads(inner.Uploads!, lists);

        public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => inner.OpenSessionAsync(cancellationToken);

        public void Dispose() => (inner as IDisposable)?.Dispose();
    }

    private sealed class AlteredUploads(IMultipartUploads inner, AlteredLists lists) : IMultipartUploads
    {
        public Task<string> CreateAsync(
            ObjectKey key, string contentType, StoredAttributes attributes, FileChecksumAlgorithm? checksum, CancellationToken cancellationToken = default) =>
            inner.CreateAsync(key, contentType, attributes, checksum, cancellationToken);

        public async Task<IReadOnlyList<UploadedPart>?> ListPartsAsync(
            ObjectKey key, string uploadId, CancellationToken cancellationToken = default) =>
            await inner.ListPartsAsync(key, uploadId, cancellationToken) is { } parts ? lists.Alter(parts) : null;

        public Task<bool> CompleteAsync(
            ObjectKey key, string uploadId, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default) =>
            inner.CompleteAsync(key, uploadId, parts, cancellationToken);

        public Task EnsureTagsAsync(ObjectKey key, StoredAttributes attributes, CancellationToken cancellationToken = default) =>
            inner.EnsureTagsAsync(key, attributes, cancellationToken);

        public Task AbortAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default) =>
            inner.AbortAsync(key, uploadId, cancellationToken);

        public IAsyncEnumerable<OpenUpload> ListUploadsAsync(string prefix, CancellationToken cancellationToken = default) =>
            inner.ListUploadsAsync(prefix, cancellationToken);
    }
}
