using Pictures;
using PresignKit;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<PictureCatalog>();

var presignKit = builder.Services.AddPresignKit(builder.Configuration.GetSection("PresignKit"));

// <recipe:store>
if (builder.Environment.IsDevelopment())
{
    presignKit.AddLocalS3("media");    // an embedded store: nothing to install
}
else
{
    presignKit.AddS3("media");         // bucket and region: appsettings.Production.json
}

// </recipe:store>
presignKit
    .AddUploadPolicy("picture", policy =>
    {
        policy.AllowedContentTypes = ["image/jpeg", "image/png", "image/webp"];
        policy.MaximumSize = 10 * 1024 * 1024;
        policy.Key = "pictures/{date:yyyy/MM}/{id}{ext}";
    })
    .AddDownloadPolicy("show", policy => policy.Disposition = DispositionType.Inline)
    .AddEndpoints<PictureUploads>();

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapPresignKit("/api/uploads").AllowAnonymous();    // RequireAuthorization() if users sign in
app.MapGet("/api/pictures", (PictureCatalog catalog) => catalog.Select(entry => new { id = entry.Key, name = entry.Value.FileName }));
app.Run();
