using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Buckets;
using PresignKit.LocalS3.Forms;

namespace PresignKit.LocalS3.Http;

/// <summary>The steps of one request: first the CORS headers, so that the page can read errors too; then the signature; then the operation.</summary>
internal static class S3Pipeline
{
    public static async Task InvokeAsync(S3Request request, StoreServices services)
    {
        if (HttpMethods.IsOptions(request.Method))
        {
            services.Cors.Preflight(request);
            return;
        }

        services.Cors.Apply(request);
        BucketRegion.Apply(request, services);
        if (PostObject.IsForm(request))
        {
            await PostObject.InvokeAsync(request, services).ConfigureAwait(false);
            return;
        }

        var verification = services.Authenticator.Verify(request);
        var operation = S3Router.Route(request);
        await operation(new S3Call(request, verification, services)).ConfigureAwait(false);
    }
}
