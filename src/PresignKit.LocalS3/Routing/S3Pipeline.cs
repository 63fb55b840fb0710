using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Authentication;
using PresignKit.LocalS3.Buckets;
using PresignKit.LocalS3.Cors;
using PresignKit.LocalS3.Forms;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Routing;

/// <summary>The steps of one request: first the CORS headers, so that the page can read errors too; then the signature; then the operation.</summary>
internal sealed class S3Pipeline(StoreServices services, RequestAuthenticator authenticator, CorsPipeline cors)
{
    public async Task InvokeAsync(S3Request request)
    {
        if (HttpMethods.IsOptions(request.Method))
        {
            cors.Preflight(request);
            return;
        }

        cors.Apply(request);
        BucketRegion.Apply(request, services);
        if (PostObject.IsForm(request))
        {
            await PostObject.InvokeAsync(request, services, authenticator).ConfigureAwait(false);
            return;
        }

        var verification = authenticator.Verify(request);
        var operation = S3Router.Route(request);
        await operation(new S3Call(request, verification, services)).ConfigureAwait(false);
    }
}
