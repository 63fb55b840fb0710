using System.Runtime.CompilerServices;
using PresignKit.Providers;
using PresignKit.S3.Providers;

namespace PresignKit.S3.Regions;

/// <summary>The operations of a store whose region may not be known yet: each finds the region first.</summary>
/// <param name="findAsync">Finds the region and creates the provider of the store.</param>
internal sealed class DiscoveredStore(Func<CancellationToken, Task<S3StoreProvider>> findAsync) : IObjectStore, IMultipartUploads, IStoreAdministration,
    IStoreProbe
{
    public async Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Objects.FindAsync(key, cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> ReadStartAsync(
        ObjectKey key, ObjectProperties version, Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Objects.ReadStartAsync(key, version, destination, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Stream> OpenReadAsync(ObjectKey key, ObjectProperties? version = null, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Objects.OpenReadAsync(key, version, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Stream> OpenFirstAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Objects.OpenFirstAsync(key, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> PutAsync(
        ObjectKey key,
        Stream content,
        string contentType,
        StoredAttributes? attributes = null,
        bool createOnly = false,
        CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Objects.PutAsync(key, content, contentType, attributes, createOnly, cancellationToken).ConfigureAwait(false);
    }

    public async Task CopyAsync(
        ObjectKey source, ObjectProperties version, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        await store.Objects.CopyAsync(source, version, destination, attributes, cancellationToken).ConfigureAwait(false);
    }

    public async Task ReplaceAsync(
        ObjectKey source,
        ObjectProperties version,
        ObjectKey destination,
        string replaces,
        StoredAttributes attributes,
        CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        await store.Objects.ReplaceAsync(source, version, destination, replaces, attributes, cancellationToken).ConfigureAwait(false);
    }

    public async Task LockAsync(ObjectKey key, ObjectProperties version, ObjectLock objectLock, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        await store.Objects.LockAsync(key, version, objectLock, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        await store.Objects.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteVersionAsync(ObjectKey key, ObjectProperties version, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        await store.Objects.DeleteVersionAsync(key, version, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<ListedObject> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var found in store.Objects.ListAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            yield return found;
        }
    }

    public async Task<string> CreateAsync(
        ObjectKey key, string contentType, StoredAttributes attributes, FileChecksumAlgorithm? checksum, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Uploads.CreateAsync(key, contentType, attributes, checksum, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<UploadedPart>?> ListPartsAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Uploads.ListPartsAsync(key, uploadId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> CompleteAsync(
        ObjectKey key, string uploadId, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Uploads.CompleteAsync(key, uploadId, parts, cancellationToken).ConfigureAwait(false);
    }

    public async Task EnsureTagsAsync(ObjectKey key, StoredAttributes attributes, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        await store.Uploads.EnsureTagsAsync(key, attributes, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<OpenUpload> ListUploadsAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var upload in store.Uploads.ListUploadsAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            yield return upload;
        }
    }

    public async Task AbortAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        await store.Uploads.AbortAsync(key, uploadId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<SetupOutcome> SetUpCorsAsync(CorsRequirement requirement, SetupAction action, CancellationToken cancellationToken)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Administration.SetUpCorsAsync(requirement, action, cancellationToken).ConfigureAwait(false);
    }

    public async Task<SetupOutcome> SetUpBucketPolicyAsync(
        BucketPolicyRequirement requirement, SetupAction action, CancellationToken cancellationToken)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Administration.SetUpBucketPolicyAsync(requirement, action, cancellationToken).ConfigureAwait(false);
    }

    public async Task<SetupOutcome> SetUpLifecycleAsync(LifecycleRequirement requirement, SetupAction action, CancellationToken cancellationToken)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Administration.SetUpLifecycleAsync(requirement, action, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<StoreFinding>> CheckAsync(StoreUsage usage, CancellationToken cancellationToken)
    {
        S3StoreProvider store;
        try
        {
            store = await findAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException exception)
        {
            var code = exception.Code == ErrorCodes.StoreUnavailable ? FindingCodes.EndpointUnreachable : exception.Code;
            return [new(code, code == FindingCodes.StoreBusy ? FindingSeverity.Warning : FindingSeverity.Error, exception.Message)];
        }

        return await store.Administration.CheckAsync(usage, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ProbeReport> ProbeAsync(StoreUsage usage, IProgress<ProbeProgress>? progress, CancellationToken cancellationToken)
    {
        var store = await findAsync(cancellationToken).ConfigureAwait(false);
        return await store.Probe.ProbeAsync(usage, progress, cancellationToken).ConfigureAwait(false);
    }
}
