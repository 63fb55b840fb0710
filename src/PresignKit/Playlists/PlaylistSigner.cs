using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PresignKit.Issuing;

namespace PresignKit.Playlists;

/// <summary>Reads a playlist, checks all of it, and then writes it: the segments are signed as one batch.</summary>
internal sealed class PlaylistSigner(
    StoreCatalog stores, PolicyCatalog policies, PresignedUrlIssuerFactory issuers, IOptions<PresignKitOptions> options, IManifestSigner manifests)
    : IPlaylistSigner
{
    private readonly PlaylistPlans _plans = new();
    private readonly ConcurrentDictionary<(string Store, string? Sharing), UploadFolders> _folders = new();

    public ValueTask<SignedPlaylist> SignAsync(PlaylistGrant grant, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
    {
        var (storeName, store) = Check(grant);
        ArgumentNullException.ThrowIfNull(destination);

        // Unknown policies and lifetimes are refused before the playlist is read.
        policies.GetDownloadPlan(grant.Request.Policy);
        return SignAsync(store, grant.Tenant?.Issuer ?? issuers.GetIssuer(storeName), grant, destination, cancellationToken);
    }

    public ValueTask<SignedPlaylist> WriteSharedAsync(
        PlaylistGrant grant, IReadOnlyList<string> queryParameters, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
    {
        var (_, store) = Check(grant);
        ArgumentNullException.ThrowIfNull(queryParameters);
        ArgumentNullException.ThrowIfNull(destination);
        if (queryParameters.Count == 0 || !queryParameters.All(name => name is not null && PlaylistVariables.IsName(name)))
        {
            throw new ArgumentException(
                "The query needs at least one parameter, and their names must consist of letters, digits, '-', or '_'.", nameof(queryParameters));
        }

        if (queryParameters.Select(SharedQuery.VariableOf).Distinct(StringComparer.Ordinal).Count(name => name.Length > 0) < queryParameters.Count)
        {
            throw new ArgumentException(
                "Two parameters of the query have the same name without hyphens, or one consists of hyphens, so that players cannot have a variable for each. "
                + "Choose other names.",
                nameof(queryParameters));
        }

        if (UriScope.IsManifest(grant.Playlist.Value))
        {
            throw new ArgumentException(
                $"The playlist '{grant.Playlist}' is an MPD, which has no variables for a query. Serve it unchanged, and let a cookie sign the folder.",
                nameof(grant));
        }

        // Other playlists stay where they are. Keys are looked at once all of them are known.
        return WriteSharedAsync(store, grant with { ChildAddress = "", KeyAddress = "" }, queryParameters, destination, cancellationToken);
    }

    private (string StoreName, IObjectStore Store) Check(PlaylistGrant grant)
    {
        GrantCheck.Check(grant);
        var storeName = grant.Tenant?.StoreName ?? grant.StoreName ?? stores.DefaultName(options.Value);
        var objects = grant.Tenant?.Objects ?? stores.Get(storeName).Objects;

        if (FoldersOf(storeName, grant.Tenant).FindPolicy(grant.Root) is { } policy)
        {
            throw new PlaylistException(
                PlaylistErrorCodes.PlaylistRootNotAllowed,
                $"Clients can upload into the root '{grant.Root}' under the upload policy '{policy.Name}' (key template '{policy.Key}'), so a playlist could "
                + "name the files of others. Choose a root that no policy writes to, or give each slot a folder of its own: a template with '/{id}/'.");
        }

        return (storeName, objects);
    }

    private UploadFolders FoldersOf(string storeName, TenantStore? tenant)
    {
        if (tenant is null)
        {
            return _folders.GetOrAdd((storeName, null), key => new(stores.SharingBucket(key.Store), policies));
        }

        // The policies of the registered store write to the tenant's bucket, and so do those of stores that have the same bucket. There can be many tenants, but
        // only few sets of stores.
        var sharing = stores.SharingBucketOfTenant(storeName, tenant.Bucket);
        return _folders.GetOrAdd((storeName, string.Join('\n', sharing.Order(StringComparer.Ordinal))), _ => new(sharing, policies));
    }

    private async ValueTask<SignedPlaylist> WriteSharedAsync(
        IObjectStore store, PlaylistGrant grant, IReadOnlyList<string> parameters, IBufferWriter<byte> destination, CancellationToken cancellationToken)
    {
        using var content = await PlaylistContent.ReadAsync(store, grant.Playlist, grant.MaximumSize, cancellationToken).ConfigureAwait(false);
        var plan = _plans.Rent();
        try
        {
            var scanner = new PlaylistScanner(grant, plan);
            scanner.Scan(content.Bytes.Span);
            RefuseKeys(plan, grant.Root);
            if (parameters.Any(name => scanner.Defines(SharedQuery.VariableOf(name))))
            {
                throw new PlaylistException(
                    PlaylistErrorCodes.PlaylistVariableInvalid,
                    "The playlist already defines a variable of the same name as a parameter of the query. Rename it.");
            }

            SharedPlaylistWriter.Write(content.Bytes.Span, plan, parameters, destination);
            return plan.Describe(expiresAt: null);
        }
        finally
        {
            _plans.Return(plan);
        }
    }

    private static void RefuseKeys(PlaylistPlan plan, string folder)
    {
        foreach (var place in plan.Places)
        {
            if (place.Kind == UriKind.Key && place.Object!.Value.StartsWith(folder, StringComparison.Ordinal))
            {
                throw new PlaylistException(
                    PlaylistErrorCodes.PlaylistKeyNotAllowed,
                    "A decryption key is named in the folder that one signature covers, so that everybody who has it could read the key. Name keys by absolute "
                    + "addresses of the application, and allow its origin in the grant's AllowedOrigins.",
                    place.Line);
            }
        }
    }

    private async ValueTask<SignedPlaylist> SignAsync(
        IObjectStore store, IPresignedUrlIssuer issuer, PlaylistGrant grant, IBufferWriter<byte> destination, CancellationToken cancellationToken)
    {
        using var content = await PlaylistContent.ReadAsync(store, grant.Playlist, grant.MaximumSize, cancellationToken).ConfigureAwait(false);
        if (UriScope.IsManifest(grant.Playlist.Value))
        {
            return await manifests.SignAsync(content, issuer, grant, destination, cancellationToken).ConfigureAwait(false);
        }

        var plan = _plans.Rent();
        try
        {
            new PlaylistScanner(grant, plan).Scan(content.Bytes.Span);
            if (grant.Request.SharedFolder is { } folder)
            {
                RefuseKeys(plan, folder);
            }

            var writer = new PlaylistWriter(content.Bytes, plan, grant);
            DateTimeOffset? expiresAt = plan.Media.Count == 0
                ? null
                : await issuer.WriteDownloadUrlsAsync(plan.Media, destination, grant.Request, writer.WriteBefore, cancellationToken).ConfigureAwait(false);
            writer.WriteEnd(destination);
            return plan.Describe(expiresAt);
        }
        finally
        {
            _plans.Return(plan);
        }
    }
}
