using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Objects;

/// <summary>Copies exactly one version of an object, if need be over exactly one other.</summary>
internal sealed class ObjectCopies(S3StoreSettings settings, IAmazonS3 client, CopyLimits copyLimits)
{
    private readonly ObjectCopier _copier = new(settings, client, copyLimits);
    private readonly ObjectLookup _lookup = new(settings, client);

    /// <param name="source">The object to copy.</param>
    /// <param name="version">The version of it.</param>
    /// <param name="destination">The key of the copy.</param>
    /// <param name="attributes">What is stored with the copy.</param>
    /// <param name="replaces">The ETag of the only object that may be replaced; null: any, or none.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task CopyAsync(
        ObjectKey source,
        ObjectProperties version,
        ObjectKey destination,
        StoredAttributes attributes,
        string? replaces,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(attributes);

        // The size determines how to copy. Comparing the ETag first also avoids most copies of a different version at stores that ignore the
        // condition on the ETag.
        var found = await _lookup.HeadAsync(source, version.VersionId, cancellationToken).ConfigureAwait(false)
            ?? throw StoreFailure.NotFound(settings, source);
        if (found.ETag != version.ETag)
        {
            throw StoreFailure.Changed(settings, source);
        }

        try
        {
            await _copier.CopyAsync(source.Value, found, version.VersionId, destination.Value, attributes, replaces, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (replaces is not null && IsCondition(exception))
        {
            // The answer does not say which of the two conditions failed, that on the source or that on the destination.
            throw await _lookup.HeadAsync(destination, versionId: null, cancellationToken).ConfigureAwait(false) is { } there && there.ETag == replaces
                ? StoreFailure.From(exception, settings, $"copying '{source}' to '{destination}'")
                : StoreFailure.DestinationChanged(settings, destination, exception);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, $"copying '{source}' to '{destination}'");
        }
    }

    // Amazon S3 User Guide, "Add preconditions to S3 operations with conditional requests": another object, none, and one that is being written.
    private static bool IsCondition(AmazonServiceException exception) =>
        exception.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound or HttpStatusCode.Conflict;
}
