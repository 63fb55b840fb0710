using System.Collections.Concurrent;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3;

namespace PresignKit.Recipes.Tests.Tenants;

internal static class TenantBucketSetup
{
    public static void Add(PresignKitBuilder presignKit)
    {
        // <recipe:buckets>
        presignKit
            .AddLocalS3("media")    // in production AddS3("media"): its policies, profile, endpoint, and credentials apply to all tenants
            .AddS3Tenants()
            .AddUploadPolicy("document", policy =>
            {
                policy.AllowedContentTypes = ["image/png"];
                policy.MaximumSize = 10 * 1024 * 1024;
            });

        // </recipe:buckets>
        presignKit.Services.AddSingleton<TenantRows>().AddSingleton<TenantFiles>();
    }
}

/// <summary>Stands for a table of tenants: where the files of each are.</summary>
internal sealed class TenantRows : ConcurrentDictionary<string, string>;

// <recipe:buckets-files>
internal sealed class TenantFiles(IS3TenantStores stores, TenantRows rows, [FromKeyedServices("media")] IAmazonS3 s3)
{
    // A tenant's row says where its files are, and the user's claim who the tenant is. Nothing is taken from the request.
    public TenantStore Of(string tenant) => stores.GetStore("media", new() { Tenant = tenant, Bucket = rows[tenant] });

    public async Task AddTenantAsync(string tenant, string bucket, CancellationToken cancellationToken)
    {
        await s3.PutBucketAsync(bucket, cancellationToken);
        rows[tenant] = bucket;
        await Of(tenant).Setup.EnsureCorsAsync(["https://app.example.com"], cancellationToken);
    }

    public async Task<UploadSlot> OpenAsync(string tenant, UploadRequest request, CancellationToken cancellationToken) =>
        await Of(tenant).Issuer.OpenUploadSlotAsync(request, cancellationToken);    // keep slot.Declaration in a row of your own

    public async Task<ObjectKey?> CompleteAsync(string tenant, DeclaredUpload upload, CancellationToken cancellationToken)
    {
        var uploads = Of(tenant).Uploads;    // refuses what was opened for another tenant
        var verified = await uploads.VerifyAsync(upload, cancellationToken);
        if (verified.IsRefused)
        {
            await uploads.DiscardAsync(upload, verified, cancellationToken);
        }

        // Null also if the file has not arrived yet: the slot stays open.
        return verified.IsVerified && await uploads.SettleAsync(upload, verified.Key, verified, cancellationToken) ? verified.Key : null;
    }

    public async Task<string> DownloadAsync(string tenant, ObjectKey key, CancellationToken cancellationToken) =>
        (await Of(tenant).Issuer.IssueDownloadUrlAsync(key, cancellationToken: cancellationToken)).RevealUrl();
}

// </recipe:buckets-files>
