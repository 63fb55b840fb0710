using System.Security.Claims;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PresignKit.AspNetCore;
using PresignKit.S3;

namespace PresignKit.Soak;

/// <summary>One instance of the application, with the endpoints on a port of its own. Two instances share the catalog and the key ring.</summary>
internal sealed class Instance(WebApplication app) : IAsyncDisposable
{
    public Uri Address { get; } = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IObjectStore Objects { get; } = app.Services.GetRequiredService<IObjectStore>();

    public static async Task<Instance> StartAsync(Catalog catalog, DirectoryInfo keys, Action<S3StoreOptions> store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddDataProtection().SetApplicationName("soak").PersistKeysToFileSystem(keys);
        builder.Services.AddSingleton(catalog);
        var kit = builder.Services.AddPresignKit().AddUploadPolicy("video", policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.MaximumSize = 1024 * 1024;
        });
        kit.AddS3("media", store);
        kit.AddEndpoints<SoakApplication>(options =>
        {
            options.UserId = _ => "soak";
            options.UnlimitedSlots = true;
        });
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([], "soak"));
            return next(context);
        });
        app.MapPresignKit("/uploads").AllowAnonymous();
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
