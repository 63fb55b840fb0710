using Microsoft.Extensions.FileProviders;

namespace PresignKit.Sample.Media.Library;

/// <summary>hls.js, if <c>npm install</c> has been run in the sample's folder. Browsers that play HLS themselves do not need it.</summary>
internal sealed class HlsJs(IWebHostEnvironment environment)
{
    private const string Path = "/lib/hls.mjs";
    private const string File = "node_modules/hls.js/dist/hls.mjs";

    /// <summary>The address of the module; null: it is not installed.</summary>
    public string? Address => Module.Exists ? Path : null;

    private IFileInfo Module => environment.ContentRootFileProvider.GetFileInfo(File);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Send).ExcludeFromDescription().AllowAnonymous();

    private static IResult Send(HlsJs hlsJs) => hlsJs.Module is { Exists: true, PhysicalPath: { } path } module
        ? Results.File(path, "text/javascript", lastModified: module.LastModified)
        : Results.NotFound();
}
