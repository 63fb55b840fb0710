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
    private readonly ConcurrentDictionary<string, UploadFolders> _folders = new(StringComparer.Ordinal);

    public ValueTask<SignedPlaylist> SignAsync(PlaylistGrant grant, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
    {
        GrantCheck.Check(grant);
        ArgumentNullException.ThrowIfNull(destination);
        var storeName = grant.StoreName ?? stores.DefaultName(options.Value);
        var provider = stores.Get(storeName);
        if (_folders.GetOrAdd(storeName, name => new(name, stores, policies)).FindPolicy(grant.Root) is { } policy)
        {
            throw new PlaylistException(
                PlaylistErrorCodes.PlaylistRootNotAllowed,
                $"Clients can upload into the root '{grant.Root}' under the upload policy '{policy.Name}' (key template '{policy.Key}'), so a playlist could name the "
                + "files of others. Choose a root that no policy writes to, or give each slot a folder of its own: a template with '/{id}/'.");
        }

        // Unknown policies and lifetimes are refused before the playlist is read.
        policies.GetDownloadPlan(grant.Request.Policy);
        return SignAsync(provider.Objects, issuers.GetIssuer(storeName), grant, destination, cancellationToken);
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
