using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Injection;
using PresignKit.LocalS3.Routing;

namespace PresignKit.LocalS3.Hosting;

/// <summary>Handles each request: reads, verifies, routes and answers it. Every failure results in an S3 error document.</summary>
internal sealed class S3Application(S3Pipeline pipeline, StoreServices services) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var requestId = RandomNumberGenerator.GetHexString(16);
        var headers = context.Response.Headers;
        headers["x-amz-request-id"] = requestId;
        headers["x-amz-id-2"] = requestId;
        headers.Server = "PresignKit.LocalS3";
        headers.Date = Dates.Http(services.Time.GetUtcNow());
        S3Request? request = null;
        try
        {
            request = S3Request.Read(context, services.BaseHosts);
            await pipeline.InvokeAsync(request).ConfigureAwait(false);
            RequestLog.Answered(services.Log, request.Method, request.EncodedPath, context.Response.StatusCode, requestId);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested || exception is ConnectionResetException or ConnectionFaultException)
        {
            // The client has disconnected, so there is nothing to send. A canceled read leaves the body in a state in which the server could not drain it.
            context.Abort();
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, exception, request, requestId).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception, S3Request? request, string requestId)
    {
        var path = request?.EncodedPath ?? "/";
        var error = ErrorMapping.From(exception);
        if (error.Status == StatusCodes.Status500InternalServerError && exception is not S3Exception)
        {
            RequestLog.Failed(services.Log, exception, context.Request.Method, path, requestId);
        }
        else
        {
            RequestLog.Refused(services.Log, context.Request.Method, path, error.Status, error.Code, LogText.OneLine(error.Message), requestId);
        }

        if (context.Response.HasStarted)
        {
            context.Abort(); // A truncated object must not look complete.
            return;
        }

        ErrorMapping.ForgetObject(context.Response.Headers);
        if (error.EndsConnection)
        {
            context.Response.Headers.Connection = "close";
        }

        await ErrorReply.WriteAsync(context, error, request?.Resource ?? "/", requestId).ConfigureAwait(false);
        if (error.EndsConnection)
        {
            await ClosingConnection.LingerAsync(context).ConfigureAwait(false);
        }
    }
}
