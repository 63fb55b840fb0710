using System.Text.Encodings.Web;

namespace PresignKit.Recipes.Tests.Testing;

// <recipe:links>
internal sealed class PictureLinks(IPresignedUrlIssuer issuer)
{
    public async Task<string> CreateAsync(string key, CancellationToken cancellationToken)
    {
        var url = await issuer.IssueDownloadUrlAsync(new ObjectKey(key), new() { Policy = "show" }, cancellationToken);
        return $"<img src=\"{HtmlEncoder.Default.Encode(url.RevealUrl())}\">";
    }
}

// </recipe:links>
