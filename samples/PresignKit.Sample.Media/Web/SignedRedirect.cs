namespace PresignKit.Sample.Media.Web;

/// <summary>A redirect to a signed URL, byte for byte as it was signed.</summary>
internal sealed class SignedRedirect(PresignedUrl url) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status302Found;
        httpContext.Response.Headers.Location = url.RevealUrl();
        return Task.CompletedTask;
    }
}
