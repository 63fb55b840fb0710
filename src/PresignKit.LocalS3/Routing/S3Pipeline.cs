using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Authentication;
using PresignKit.LocalS3.Buckets;
using PresignKit.LocalS3.Cors;
using PresignKit.LocalS3.Forms;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Injection;

namespace PresignKit.LocalS3.Routing;

/// <summary>The steps of one request: first the CORS headers, so that the page can read errors too; then the signature; then the operation.</summary>
internal sealed class S3Pipeline(StoreServices services, RequestAuthenticator authenticator, CorsPipeline cors, FaultInjector faults)
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
            await PostObject.InvokeAsync(request, services, authenticator, faults).ConfigureAwait(false);
            return;
        }

        var verification = authenticator.Verify(request);
        var operation = S3Router.Route(request);
        StoreOwner.CheckExpected(request.Amz.Find);
        var call = new S3Call(request, verification, services);
        await faults.RunAsync(request, operation.Name, request.Key, form: null, () => operation.InvokeAsync(call)).ConfigureAwait(false);
    }
}
