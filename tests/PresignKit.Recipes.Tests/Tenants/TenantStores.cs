using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore;

namespace PresignKit.Recipes.Tests.Tenants;

internal static class TenantStoreSetup
{
    public static void Add(PresignKitBuilder presignKit, IEnumerable<string> tenants)
    {
        // <recipe:stores>
        foreach (var tenant in tenants)    // known at start: a list in configuration, or rows of a table
        {
            presignKit
                .AddLocalS3(tenant)        // in production AddS3(tenant), with Bucket and keys in PresignKit:Stores:TENANT
                .AddUploadPolicy($"document-{tenant}", policy =>
                {
                    policy.StoreName = tenant;
                    policy.AllowedContentTypes = ["image/png"];
                    policy.MaximumSize = 10 * 1024 * 1024;
                });
        }

        presignKit.AddEndpoints<TenantStoreUploads>();

        // </recipe:stores>
    }
}

internal sealed class TenantStoreUploads(TenantCatalog catalog) : IPresignKitApplication
{
    // <recipe:stores-authorize>
    public ValueTask<UploadDecision> AuthorizeUploadAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(
        ticket.StoreName == ticket.User.FindFirstValue("tenant")
            ? UploadDecision.Allow()
            : UploadDecision.Deny("This policy belongs to another tenant."));

    // </recipe:stores-authorize>
    public ValueTask<UploadVerdict?> FindAcceptedAsync(UploadTicket ticket, CancellationToken cancellationToken) => new(
        catalog.TryGetValue(Id(ticket), out var file) ? UploadVerdict.Accepted(Id(ticket), file.Key) : null);

    public ValueTask<UploadVerdict> AcceptAsync(UploadTicket ticket, VerifiedObject verified, CancellationToken cancellationToken) => new(
        UploadVerdict.Accepted(Id(ticket), catalog.GetOrAdd(Id(ticket), new TenantFile(ticket.StoreName, ticket.StoreName, verified.Key)).Key));

    public ValueTask<DownloadTarget?> ResolveDownloadAsync(DownloadTicket ticket, CancellationToken cancellationToken) => new(
        catalog.TryGetValue(ticket.Id, out var file) && file.Tenant == ticket.User.FindFirstValue("tenant")
            ? new DownloadTarget(file.Key, new(), file.StoreName)
            : null);

    private static string Id(UploadTicket ticket) => Path.GetFileNameWithoutExtension(ticket.SlotKey.Value);
}
