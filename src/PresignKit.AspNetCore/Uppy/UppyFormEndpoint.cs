using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>
/// GET s3/params and POST s3/complete: files that Uppy sends in one request. Uppy 6 sends only forms, and no version tells the backend when it is done:
/// the page does, and knows nothing but the form's key then.
/// </summary>
internal sealed class UppyFormEndpoint(
    SlotOpener opener, SlotTokenCodec tokens, SealedSlots sealedSlots, KeyedCompletion completion)
{
    public static RouteHandlerBuilder MapParameters(IEndpointRouteBuilder routes) => routes
        .MapGet("/s3/params", HandleOpenAsync)
        .WithSummary("Open a slot for a form that Uppy sends")
        .WithDescription("Takes filename, type, and metadata[...] from the query; metadata[size] is required, unless the policy allows files of unknown size.")
        .Produces<FormParametersResponse>(StatusCodes.Status200OK)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status404NotFound,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder MapComplete(IEndpointRouteBuilder routes) => routes
        .MapPost("/s3/complete", HandleCompleteAsync)
        .WithSummary("Complete a slot whose form Uppy has sent")
        .WithDescription("The page calls it after upload-success. The response is that of POST /slots/complete, and is the same each time.")
        .AcceptsJson<CompleteFormRequest>()
        .Produces<CompleteSlotResponse>(StatusCodes.Status200OK)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status404NotFound,
            StatusCodes.Status409Conflict,
            StatusCodes.Status410Gone,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType,
            StatusCodes.Status422UnprocessableEntity);

    private static Task<IResult> HandleOpenAsync(
        HttpContext context, [FromServices] UppyFormEndpoint endpoint, [FromServices] IPresignKitApplication application) =>
        endpoint.OpenAsync(application, context);

    private static async Task<IResult> HandleCompleteAsync(
        HttpContext context, [FromServices] UppyFormEndpoint endpoint, [FromServices] IPresignKitApplication application)
    {
        var request = await JsonBody.ReadAsync(context, UppyJsonContext.Default.CompleteFormRequest).ConfigureAwait(false);
        var completed = await endpoint.CompleteAsync(request, application, context).ConfigureAwait(false);
        return completed.Answer;
    }

    private static void RefuseOtherThanScripts(HttpRequest request)
    {
        // A GET that opens a slot: pages of other sites can load it as an image or a frame, with the user's cookies. They learn nothing, but each slot
        // counts. Fetch Metadata (W3C), Sec-Fetch-Mode: scripts send cors or same-origin.
        if (request.Headers["Sec-Fetch-Mode"] is [{ } mode] && mode is not ("cors" or "same-origin"))
        {
            throw new EndpointException(
                EndpointErrorCodes.RequestInvalid, "This address is for scripts. Request it with fetch, not by a link, an image, or a frame.");
        }
    }

    private async Task<IResult> OpenAsync(IPresignKitApplication application, HttpContext context)
    {
        RefuseOtherThanScripts(context.Request);
        var file = UppyFile.Of(context.Request.Query);
        UploadRequest upload = new()
        {
            Policy = FacePolicy.Of(context),
            FileName = file.FileName,
            ContentType = file.ContentType,
            Size = file.Size,
            Transports = [UploadTransport.Post],
        };
        try
        {
            var answer = await opener.OpenAsync(upload, file.Context, application, context, SealAsync).ConfigureAwait(false);
            return Results.Json(answer, UppyJsonContext.Default.FormParametersResponse);
        }
        catch (PolicyViolationException e) when (e.Code == ErrorCodes.SizeMissing)
        {
            // The policy requires it, and Uppy leaves it out unless the page adds it.
            throw UppyFile.SizeMissing();
        }
    }

    private async Task<FormParametersResponse> SealAsync(UploadSlot slot, SlotToken token, CancellationToken cancellationToken)
    {
        await sealedSlots.AddByKeyAsync(slot.Declaration, tokens.Seal(token), cancellationToken).ConfigureAwait(false);
        return new()
        {
            Method = slot.Request!.Method,
            Url = slot.Request.RevealUrl(),
            Fields = new(slot.Request.RevealFields()),
            Guarantees = GuaranteeReport.WithoutTransfer(slot.Guarantees),
        };
    }

    private Task<CompletedSlot> CompleteAsync(CompleteFormRequest request, IPresignKitApplication application, HttpContext context) =>
        completion.CompleteAsync(FacePolicy.Of(context), request.Key, context.User, application, context.RequestAborted);
}
