using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.ActiveStorage;

/// <summary>Opens a slot for each file that <c>@rails/activestorage</c> uploads. Its form carries the slot's token to the application, which completes it.</summary>
internal sealed class DirectUploadEndpoint(SlotOpener opener, SlotTokenCodec tokens)
{
    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes
        .MapPost("", HandleAsync)
        .WithSummary("Open a slot for a direct upload of Active Storage")
        .WithDescription("The signed_id in the answer is the slot's token: the application completes the slot when it receives the form.")
        .AcceptsJson<DirectUploadRequest>()
        .Produces<DirectUploadResponse>(StatusCodes.Status200OK)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status404NotFound,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType);

    private static async Task<IResult> HandleAsync(
        HttpContext context, [FromServices] DirectUploadEndpoint endpoint, [FromServices] IPresignKitApplication application)
    {
        var request = await JsonBody.ReadAsync(context, ActiveStorageJsonContext.Default.DirectUploadRequest).ConfigureAwait(false);
        return await endpoint.OpenAsync(request.Blob, application, context).ConfigureAwait(false);
    }

    private async Task<IResult> OpenAsync(DirectUploadBlob blob, IPresignKitApplication application, HttpContext context)
    {
        UploadRequest upload = new()
        {
            Policy = FacePolicy.Of(context),
            FileName = blob.FileName,
            ContentType = blob.ContentType,
            Size = blob.ByteSize,
            ContentMd5 = blob.Checksum,
            Transports = [UploadTransport.Put],
        };
        var metadata = SlotContext.Check(ClientMetadata.Read(blob.Metadata), "metadata");
        var answer = await opener
            .OpenAsync(upload, metadata, application, context, (slot, token, _) => Task.FromResult(Answer(slot, token, blob.Checksum)))
            .ConfigureAwait(false);
        return Results.Json(answer, ActiveStorageJsonContext.Default.DirectUploadResponse);
    }

    private DirectUploadResponse Answer(UploadSlot slot, SlotToken token, string? checksum) => new()
    {
        Key = slot.Key.Value,
        FileName = token.FileName,
        ContentType = slot.ContentType,
        ByteSize = slot.Size!.Value, // It was in the request.
        Checksum = checksum,
        SignedId = tokens.Seal(token),
        DirectUpload = new() { Url = slot.Request!.RevealUrl(), Headers = slot.Request.Headers },
        Guarantees = GuaranteeReport.WithoutTransfer(slot.Guarantees),
    };
}
