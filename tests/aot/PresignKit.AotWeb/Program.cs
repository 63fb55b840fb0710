// Slots, completion, and downloads with the embedded store, in an application that is compiled ahead of time. The first
// argument is the folder for the store and for the keys that protect slot tokens.
using Microsoft.AspNetCore.DataProtection;
using PresignKit.AotWeb;

var folder = Path.GetFullPath(args[0]);
var builder = WebApplication.CreateSlimBuilder(args[1..]);
builder.Services.AddDataProtection()
    .SetApplicationName("PresignKit.AotWeb")
    .PersistKeysToFileSystem(new(Path.Combine(folder, "keys")));
builder.Services.AddSingleton<Catalog>();
builder.Services.AddPresignKit(builder.Configuration.GetSection("PresignKit"))
    .AddLocalS3("media", store => (store.Directory, store.AllowProduction) = (Path.Combine(folder, "store"), true))
    .AddUploadPolicy("video", policy => policy.AllowedContentTypes = ["video/mp4"])
    .AddEndpoints<MediaApplication>();

var app = builder.Build();
app.MapPresignKit("/api/uploads").AllowAnonymous();
app.Run();
