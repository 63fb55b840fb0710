using PresignKit;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddPresignKit()
    .AddS3("media", s3 => (s3.Bucket, s3.Region) = ("my-media", "eu-central-1"))
    .AddUploadPolicy("video", policy =>
    {
        policy.AllowedContentTypes = ["video/mp4", "video/webm"];
        policy.MaximumSize = 2L * 1024 * 1024 * 1024;
        policy.Key = "uploads/{date:yyyy/MM}/{id}{ext}";
    });

var app = builder.Build();

var issuer = app.Services.GetRequiredService<IPresignedUrlIssuer>();
PresignedUrl url = await issuer.IssueDownloadUrlAsync(new ObjectKey("uploads/intro.mp4"), new() { FileName = "Introduction.mp4" });
Console.WriteLine(url.RevealUrl());

// Clients name entries of a catalog, never keys.
var catalog = new Dictionary<string, ObjectKey> { ["intro"] = new("uploads/intro.mp4") };

app.MapGet("/videos/{id}", async (string id, IPresignedUrlIssuer urls) =>
    catalog.TryGetValue(id, out var key)
        ? Results.Redirect((await urls.IssueDownloadUrlAsync(key)).RevealUrl())
        : Results.NotFound());

app.Run();
