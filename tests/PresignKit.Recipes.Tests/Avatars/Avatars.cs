using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore;

namespace PresignKit.Recipes.Tests.Avatars;

// <recipe:avatars>
/// <summary>One row per user. The slot says which upload the row is about, and is the version in the picture's address.</summary>
internal sealed record Avatar(string SlotKey, ObjectKey Key)
{
    public string Version => Path.GetFileNameWithoutExtension(SlotKey)[..8];
}

internal sealed class AvatarCatalog : ConcurrentDictionary<string, Avatar>;

internal sealed class AvatarUploads(AvatarCatalog catalog) : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(
        ticket.UserId is { } user
            ? UploadDecision.Allow(destination: new ObjectKey($"avatars/{user}.png"))    // from your own data, never from the client's
            : UploadDecision.Deny("Sign in first."));

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(
        catalog.TryGetValue(ticket.UserId!, out var avatar) && avatar.SlotKey == ticket.SlotKey.Value ? Accepted(ticket, avatar) : null);

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken)
    {
        // verified.Key is the destination. The copy is made after this method, so a row that is not saved replaces no picture.
        var avatar = new Avatar(ticket.SlotKey.Value, verified.Key);
        catalog[ticket.UserId!] = avatar;
        return new(Accepted(ticket, avatar));
    }

    public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) => new(
        catalog.TryGetValue(ticket.Id, out var avatar) ? new DownloadTarget(avatar.Key, new() { Policy = "avatar" }) : null);

    private static UploadVerdict Accepted(UploadTicket ticket, Avatar avatar) => UploadVerdict.Accepted(
        ticket.UserId!, avatar.Key, new Dictionary<string, string> { ["version"] = avatar.Version });
}

// </recipe:avatars>
internal static class AvatarSetup
{
    public static void Add(PresignKitBuilder presignKit)
    {
        // <recipe:policies>
        presignKit.Services.AddSingleton<AvatarCatalog>();
        presignKit
            .AddUploadPolicy("avatar", policy =>
            {
                policy.AllowedContentTypes = ["image/png"];
                policy.MaximumSize = 512 * 1024;
                policy.Key = "incoming/avatars/{id}{ext}";    // the key of the slot; the picture ends up at its destination
            })
            .AddDownloadPolicy("avatar", policy =>
            {
                policy.Disposition = DispositionType.Inline;
                policy.CacheControl = "private, max-age=3600";
            })
            .AddEndpoints<AvatarUploads>();

        // </recipe:policies>
    }
}
