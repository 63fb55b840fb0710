// Slots, completion and downloads over the embedded store, in an application that was compiled ahead of time. The first
// argument is the folder for the store and for the keys of slot tokens.
using Microsoft.AspNetCore.DataProtection;
using PresignKit.AotWeb;
using PresignKit.LocalS3;

var folder = Path.GetFullPath(args[0]);
var builder = WebApplication.CreateSlimBuilder(args[1..]);
builder.Services.AddDataProtection()
    .SetApplicationName("PresignKit.AotWeb")
    .PersistKeysToFileSystem(new(Path.Combine(folder, "keys")));
builder.Services.AddSingleton<Catalog>();
builder.Services.AddPresignKit(builder.Configuration.GetSection("PresignKit"), kit => kit
    .AddLocalS3("media", store => (store.Directory, store.Production) = (Path.Combine(folder, "store"), LocalS3Production.Allow))
    .AddUploadPolicy("video", policy => policy.AllowedContentTypes = ["video/mp4"])
    .AddEndpoints<MediaApplication>());

var app = builder.Build();
app.MapPresignKit("/api/uploads").AllowAnonymous();
app.Run();
