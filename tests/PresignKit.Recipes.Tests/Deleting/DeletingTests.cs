using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using PresignKit.AspNetCore;
using PresignKit.Recipes.Tests.Hosting;

namespace PresignKit.Recipes.Tests.Deleting;

/// <summary>The code of docs/recipes/deleting.md, on the embedded store.</summary>
public sealed class DeletingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(UploadTransport.Put)]
    [InlineData(UploadTransport.Post)]
    public async Task Delete_Document_EndsItsSlotForGood(UploadTransport transport)
    {
        await using var app = await StartAsync(transport);
        using var anna = app.As("anna");
        using var ben = app.As("ben");
        var uploader = new Uploader(anna);
        var slot = await uploader.OpenAsync("document", "a.png", "image/png", Files.Png(), Cancellation);
        (await Uploader.SendAsync(slot, Files.Png(), Cancellation)).Dispose();
        var id = (await RecipeApp.JsonAsync(await uploader.CompleteAsync(slot, Cancellation))).GetProperty("id").GetString();

        using var denied = await ben.DeleteAsync($"/documents/{id}", Cancellation);
        using var deleted = await anna.DeleteAsync($"/documents/{id}", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, denied.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(app.Services.GetRequiredService<DocumentCatalog>());

        // The holder of the old slot can bring nothing back, whatever it sends.
        (await Uploader.SendAsync(slot, Files.Png(), Cancellation)).Dispose();
        using var completed = await uploader.CompleteAsync(slot, Cancellation);
        Assert.Equal(HttpStatusCode.Gone, completed.StatusCode);
        Assert.Equal("slot-ended", (await JsonAsync(completed)).GetProperty("code").GetString());
        Assert.Empty(app.Services.GetRequiredService<DocumentCatalog>());
    }

    [Fact]
    public async Task Delete_StoreFails_KeepsTheRecord()
    {
        var catalog = new DocumentCatalog { ["a"] = new("anna", new("documents/a.png")) };
        var store = Substitute.For<IObjectStore>();
        store.DeleteAsync(new("documents/a.png"), Arg.Any<CancellationToken>()).ThrowsAsync(new StoreException(ErrorCodes.StoreUnavailable, "Away."));

        await Assert.ThrowsAsync<StoreException>(() => new DocumentDeletion(catalog, store).DeleteAsync("anna", "a", Cancellation));

        Assert.True(catalog.ContainsKey("a"));
    }

    [Fact]
    public async Task Withdraw_Document_RemovesItsRecord()
    {
        var catalog = new DocumentCatalog();
        var application = new DocumentUploads(catalog);
        var ticket = new UploadTicket
        {
            User = new ClaimsPrincipal(),
            UserId = "anna",
            StoreName = "media",
            Policy = "document",
            SlotKey = new("documents/a.png"),
            FileName = "a.png",
            ContentType = "image/png",
            Size = 5_000,
        };
        var verdict = await application.AcceptAsync(ticket, new(new("documents/a.png"), "\"1\"", 5_000), Cancellation);

        await application.WithdrawAsync(ticket, verdict, Cancellation);

        Assert.Empty(catalog);
        Assert.Null(await application.FindAcceptedAsync(ticket, Cancellation));
    }

    private static Task<RecipeApp> StartAsync(UploadTransport transport) => RecipeApp.StartAsync(
        presignKit =>
        {
            presignKit.AddLocalS3("media")
                .AddUploadPolicy("document", policy =>
                {
                    policy.AllowedContentTypes = ["image/png"];
                    policy.MaximumSize = 1024 * 1024;
                    policy.Key = "documents/{id}{ext}";
                    policy.Transport = transport;
                })
                .AddEndpoints<DocumentUploads>();
            presignKit.Services.AddSingleton<DocumentCatalog>().AddScoped<DocumentDeletion>();
        },
        app =>
        {
            app.MapPresignKit("/api/uploads").AllowAnonymous();
            // <recipe:endpoint>
            app.MapDelete("/documents/{id}", (string id, ClaimsPrincipal user, DocumentDeletion deletion, CancellationToken cancellationToken) =>
                deletion.DeleteAsync(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", id, cancellationToken));

            // </recipe:endpoint>
        });

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancellation));
}
