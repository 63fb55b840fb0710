using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.Recipes.Tests.Hosting;

namespace PresignKit.Recipes.Tests.Tenants;

/// <summary>The code of docs/recipes/tenants.md, on the embedded store. A user's tenant is the part of the name before the hyphen.</summary>
public sealed class TenantTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prefixes_TwoTenants_DoNotReachEachOther()
    {
        await using var app = await StartAsync(presignKit => TenantPrefixSetup.Add(presignKit.AddLocalS3("media")));
        using var anna = app.As("acme-anna");
        using var ben = app.As("bolt-ben");

        var file = await new Uploader(anna).UploadAsync("document", "a.png", "image/png", Files.Png(), Cancellation);

        Assert.StartsWith("acme/", file.GetProperty("key").GetString(), StringComparison.Ordinal);
        var id = file.GetProperty("id").GetString()!;
        Assert.Equal(Files.Png(), await new Uploader(anna).DownloadAsync(id, Cancellation));
        using var denied = await ben.GetAsync($"/api/uploads/downloads/{id}", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, denied.StatusCode);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("..")]
    [InlineData("accepted")]
    public async Task Prefixes_ValueThatLeavesItsFolder_IsRefused(string tenant)
    {
        await using var app = await StartAsync(presignKit => TenantPrefixSetup.Add(presignKit.AddLocalS3("media")));
        var request = new UploadRequest
        {
            Policy = "document",
            FileName = "a.png",
            ContentType = "image/png",
            Size = 100,
            KeyValues = new Dictionary<string, string> { ["tenant"] = tenant },
        };

        var exception = await Assert.ThrowsAsync<PolicyViolationException>(
            async () => await app.Services.GetRequiredService<IPresignedUrlIssuer>().OpenUploadSlotAsync(request, Cancellation));

        Assert.Equal(ErrorCodes.KeyValueInvalid, exception.Code);
    }

    [Theory]
    [InlineData("{tenant}/{filename}{ext}", "{id}")]
    [InlineData("{tenant}{user}/{id}{ext}", "Put a slash between them")]
    [InlineData("{tenant}-{user}/{id}{ext}", "Put a slash between them")]
    public async Task Prefixes_TemplateThatMixesOwners_DoesNotStart(string template, string message)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(presignKit =>
        {
            TenantPrefixSetup.Add(presignKit.AddLocalS3("media"));
            presignKit.AddUploadPolicy("document", policy => policy.Key = template);
        }));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buckets_TenantsThatComeAndGo_HaveBucketsOfTheirOwnWithoutARestart()
    {
        await using var app = await RecipeApp.StartAsync(TenantBucketSetup.Add);
        var files = app.Services.GetRequiredService<TenantFiles>();
        using var http = new HttpClient();
        var png = Files.Png();
        await files.AddTenantAsync("acme", "acme-files", Cancellation);
        await files.AddTenantAsync("bolt", "bolt-files", Cancellation);

        var slot = await files.OpenAsync(
            "acme", new() { Policy = "document", FileName = "a.png", ContentType = "image/png", Size = png.Length }, Cancellation);
        using var put = new HttpRequestMessage(new(slot.Request!.Method), slot.Request.RevealUrl()) { Content = new ByteArrayContent(png) };
        foreach (var (name, value) in slot.Request.Headers)
        {
            _ = put.Headers.TryAddWithoutValidation(name, value) || put.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var stored = await http.SendAsync(put, Cancellation);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        var refusal = await Assert.ThrowsAsync<PolicyViolationException>(() => files.CompleteAsync("bolt", slot.Declaration, Cancellation));
        Assert.Equal(ErrorCodes.PolicyOfOtherStore, refusal.Code);
        var key = await files.CompleteAsync("acme", slot.Declaration, Cancellation);

        Assert.NotNull(key);
        Assert.Equal(png, await http.GetByteArrayAsync(new Uri(await files.DownloadAsync("acme", key, Cancellation)), Cancellation));
        using var nothing = await http.GetAsync(new Uri(await files.DownloadAsync("bolt", key, Cancellation)), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Fact]
    public async Task Stores_TwoTenants_HaveBucketsOfTheirOwn()
    {
        await using var app = await StartAsync(presignKit => TenantStoreSetup.Add(presignKit, ["acme", "bolt"]));
        using var anna = app.As("acme-anna");
        using var ben = app.As("bolt-ben");

        var file = await new Uploader(anna).UploadAsync("document-acme", "a.png", "image/png", Files.Png(), Cancellation);

        var id = file.GetProperty("id").GetString()!;
        var key = new ObjectKey(file.GetProperty("key").GetString()!);
        Assert.NotNull(await app.Services.GetRequiredKeyedService<IObjectStore>("acme").FindAsync(key, Cancellation));
        Assert.Null(await app.Services.GetRequiredKeyedService<IObjectStore>("bolt").FindAsync(key, Cancellation));
        Assert.Equal(Files.Png(), await new Uploader(anna).DownloadAsync(id, Cancellation));
        using var download = await ben.GetAsync($"/api/uploads/downloads/{id}", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, download.StatusCode);
        using var slot = await ben.PostAsJsonAsync(
            "/api/uploads/slots", new { policy = "document-acme", fileName = "a.png", contentType = "image/png", size = 100 }, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, slot.StatusCode);
        Assert.Equal(
            "upload-not-allowed", (await slot.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString());
    }

    private static Task<RecipeApp> StartAsync(Action<PresignKitBuilder> configure) => RecipeApp.StartAsync(
        presignKit =>
        {
            presignKit.Services.AddSingleton<TenantCatalog>();
            configure(presignKit);
        },
        app =>
        {
            app.Use((context, next) =>
            {
                if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } user)
                {
                    context.User.AddIdentity(new ClaimsIdentity([new Claim("tenant", user.Split('-')[0])]));
                }

                return next(context);
            });
            app.MapPresignKit("/api/uploads").AllowAnonymous();
        });
}
