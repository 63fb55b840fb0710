using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore;

namespace PresignKit.Recipes.Tests.Tenants;

internal static class TenantPrefixSetup
{
    public static void Add(PresignKitBuilder presignKit)
    {
        // <recipe:prefix-policy>
        presignKit
            .AddUploadPolicy("document", policy =>
            {
                policy.AllowedContentTypes = ["image/png"];
                policy.MaximumSize = 10 * 1024 * 1024;
                policy.Key = "{tenant}/{date:yyyy/MM}/{id}{ext}";
            })
            .AddEndpoints<TenantUploads>();

        // </recipe:prefix-policy>
    }
}

// <recipe:prefix>
internal sealed class TenantUploads(TenantCatalog catalog) : IPresignKitApplication
{
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(
        ticket.User.FindFirstValue("tenant") is { } tenant
            ? UploadDecision.Allow(new Dictionary<string, string> { ["tenant"] = tenant })
            : UploadDecision.Deny("You do not belong to a tenant."));

    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(
        catalog.TryGetValue(Id(ticket), out var file) ? UploadVerdict.Accepted(Id(ticket), file.Key) : null);

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) => new(
        UploadVerdict.Accepted(Id(ticket), catalog.GetOrAdd(Id(ticket), new TenantFile(Tenant(ticket.User), ticket.StoreName, verified.Key)).Key));

    // Rows belong to tenants. A URL is issued only after the row's tenant has been compared with the user's.
    public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) => new(
        catalog.TryGetValue(ticket.Id, out var file) && file.Tenant == Tenant(ticket.User)
            ? new DownloadTarget(file.Key, new(), file.StoreName)
            : null);

    private static string Tenant(ClaimsPrincipal user) => user.FindFirstValue("tenant") ?? "";

    private static string Id(UploadTicket ticket) => Path.GetFileNameWithoutExtension(ticket.SlotKey.Value);
}

// </recipe:prefix>
