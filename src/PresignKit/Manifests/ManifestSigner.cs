using System.Buffers;
using PresignKit.Playlists;

namespace PresignKit.Manifests;

/// <summary>Checks all of an MPD, and then writes it: the segments are signed as one batch.</summary>
internal sealed class ManifestSigner : IManifestSigner
{
    private readonly ManifestPlans _plans = new();

    public async ValueTask<SignedPlaylist> SignAsync(
        PlaylistContent content, IPresignedUrlIssuer issuer, PlaylistGrant grant, IBufferWriter<byte> destination, CancellationToken cancellationToken)
    {
        var plan = _plans.Rent();
        try
        {
            var scope = new UriScope(grant);
            plan.UnknownElements = ManifestGate.Check(content.Bytes, scope);
            new ManifestPlanner(grant, scope, content.Bytes, plan).Plan();
            var writer = new ManifestWriter(content.Bytes, plan, destination);
            DateTimeOffset? expiresAt = null;
            if (plan.Media.Count > 0)
            {
                using var addresses = new EncodingWriter(destination);
                expiresAt = await issuer.WriteDownloadUrlsAsync(plan.Media, addresses, grant.Request, (_, _) => writer.WriteBefore(), cancellationToken)
                    .ConfigureAwait(false);
            }

            writer.WriteEnd();
            return new()
            {
                ContentType = SignedPlaylist.Dash,
                ExpiresAt = expiresAt,
                SignedUris = plan.Media.Count,
                AllowedUris = plan.AllowedUris,
                UnknownTags = plan.UnknownElements,
            };
        }
        finally
        {
            _plans.Return(plan);
        }
    }
}
