using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>The routes under s3/multipart: files that Uppy sends in parts. Uppy completes them by itself.</summary>
internal sealed class UppyMultipartEndpoint(
    SlotOpener opener,
    SlotTokenCodec tokens,
    UppyKeys keys,
    SealedSlots sealedSlots,
    SlotParts parts,
    SlotRenewal renewal,
    SlotAborter aborter,
    IPresignedUrlIssuerFactory issuers)
{
    /// <summary>The most parts, each with an entity tag and what else Uppy 5 copies from the store's answer.</summary>
    private const int MaximumLength = JsonBody.MaximumLength + (PartPlan.MaximumCount * 256);

    /// <summary>What a part is said to have that the store does not list anymore.</summary>
    private const string CompletedETag = "\"completed\"";

    public static RouteHandlerBuilder MapCreate(IEndpointRouteBuilder routes) => routes
        .MapPost("/s3/multipart", HandleCreateAsync)
        .WithSummary("Open a slot for a file that Uppy sends in parts")
        .WithDescription("metadata.size is required, and metadata.chunkSize if the page sets getChunkSize.")
        .AcceptsJson<CreateMultipartRequest>()
        .Produces<CreateMultipartResponse>(StatusCodes.Status200OK)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status404NotFound,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder MapSign(IEndpointRouteBuilder routes) => routes
        .MapGet("/s3/multipart/{uploadId}/{partNumber}", HandleSignAsync)
        .WithSummary("Sign the request of a part")
        .Produces<SignedPartResponse>(StatusCodes.Status200OK)
        .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status410Gone);

    public static RouteHandlerBuilder MapSignMany(IEndpointRouteBuilder routes) => routes
        .MapGet("/s3/multipart/{uploadId}/batch", HandleSignManyAsync)
        .WithSummary("Sign the requests of several parts")
        .Produces<SignedPartsResponse>(StatusCodes.Status200OK)
        .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status410Gone);

    public static RouteHandlerBuilder MapList(IEndpointRouteBuilder routes) => routes
        .MapGet("/s3/multipart/{uploadId}", HandleListAsync)
        .WithSummary("List the parts that the store has received")
        .WithDescription("Only whole parts are listed. If the upload has been completed, all of its parts are, so that the client completes it again.")
        .Produces<List<ListedPart>>(StatusCodes.Status200OK)
        .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status410Gone);

    public static RouteHandlerBuilder MapComplete(IEndpointRouteBuilder routes) => routes
        .MapPost("/s3/multipart/{uploadId}/complete", HandleCompleteAsync)
        .WithSummary("Complete an upload in parts")
        .WithDescription("Completes what the store lists, whatever the client lists. Can be repeated: the response is the same each time.")
        .AcceptsJson<CompleteMultipartRequest>()
        .Produces<CompleteMultipartResponse>(StatusCodes.Status200OK)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status409Conflict,
            StatusCodes.Status410Gone,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType,
            StatusCodes.Status422UnprocessableEntity);

    public static RouteHandlerBuilder MapAbort(IEndpointRouteBuilder routes) => routes
        .MapDelete("/s3/multipart/{uploadId}", HandleAbortAsync)
        .WithSummary("Abort an upload in parts")
        .Produces<AbortedResponse>(StatusCodes.Status200OK)
        .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleCreateAsync(
        HttpContext context, [FromServices] UppyMultipartEndpoint endpoint, [FromServices] IPresignKitApplication application)
    {
        var request = await JsonBody.ReadAsync(context, UppyJsonContext.Default.CreateMultipartRequest).ConfigureAwait(false);
        return await endpoint.CreateAsync(request, application, context).ConfigureAwait(false);
    }

    private static Task<IResult> HandleSignAsync(
        HttpContext context,
        [FromRoute] string uploadId,
        [FromRoute] string partNumber,
        [FromServices] UppyMultipartEndpoint endpoint,
        [FromServices] IPresignKitApplication application) => endpoint.SignAsync(uploadId, partNumber, application, context);

    private static Task<IResult> HandleSignManyAsync(
        HttpContext context,
        [FromRoute] string uploadId,
        [FromServices] UppyMultipartEndpoint endpoint,
        [FromServices] IPresignKitApplication application) => endpoint.SignManyAsync(uploadId, application, context);

    private static Task<IResult> HandleListAsync(
        HttpContext context, [FromRoute] string uploadId, [FromServices] UppyMultipartEndpoint endpoint) => endpoint.ListAsync(uploadId, context);

    private static async Task<IResult> HandleCompleteAsync(
        HttpContext context,
        [FromRoute] string uploadId,
        [FromServices] UppyMultipartEndpoint endpoint,
        [FromServices] IPresignKitApplication application)
    {
        await JsonBody.ReadAsync(context, UppyJsonContext.Default.CompleteMultipartRequest, MaximumLength).ConfigureAwait(false);
        return await endpoint.CompleteAsync(uploadId, application, context).ConfigureAwait(false);
    }

    private static Task<IResult> HandleAbortAsync(
        HttpContext context,
        [FromRoute] string uploadId,
        [FromServices] UppyMultipartEndpoint endpoint,
        [FromServices] IPresignKitApplication application) => endpoint.AbortAsync(uploadId, application, context);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new EndpointException(ErrorCodes.PartNumberInvalid, "A part number in the address is not a number. The first part has the number 1.");

    private async Task<IResult> CreateAsync(CreateMultipartRequest request, IPresignKitApplication application, HttpContext context)
    {
        keys.RequireUser(context);
        var file = UppyFile.Of(request);
        UploadRequest upload = new()
        {
            Policy = FacePolicy.Of(context),
            FileName = file.FileName,
            ContentType = file.ContentType,
            Size = file.RequireSize(),
            PartSize = file.PartSize,
            Transports = [UploadTransport.Multipart],
        };
        var answer = await opener.OpenAsync(upload, file.Context, application, context, SealAsync).ConfigureAwait(false);
        return Results.Json(answer, UppyJsonContext.Default.CreateMultipartResponse);
    }

    private async Task<CreateMultipartResponse> SealAsync(UploadSlot slot, SlotToken token, CancellationToken cancellationToken)
    {
        var key = keys.Seal(token);
        await sealedSlots.AddAsync(slot.Declaration, tokens.Seal(token), cancellationToken).ConfigureAwait(false);
        return new() { Key = key, UploadId = slot.Declaration.UploadId!, Guarantees = GuaranteeReport.WithoutTransfer(slot.Guarantees) };
    }

    private async Task<IResult> SignAsync(string uploadId, string partNumber, IPresignKitApplication application, HttpContext context)
    {
        var signed = await SignAsync(uploadId, () => [Number(partNumber)], application, context).ConfigureAwait(false);
        var request = signed.Parts[0].Request;
        var answer = new SignedPartResponse { Url = request.RevealUrl(), Headers = request.Headers.Count > 0 ? request.Headers : null };
        return Results.Json(answer, UppyJsonContext.Default.SignedPartResponse);
    }

    private async Task<IResult> SignManyAsync(string uploadId, IPresignKitApplication application, HttpContext context)
    {
        var signed = await SignAsync(
            uploadId, () => [.. $"{context.Request.Query["partNumbers"]}".Split(',').Select(Number)], application, context).ConfigureAwait(false);
        var urls = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in signed.Parts)
        {
            urls.Add(part.Number.ToString(CultureInfo.InvariantCulture), part.Request.RevealUrl());
        }

        return Results.Json(new SignedPartsResponse { PresignedUrls = urls }, UppyJsonContext.Default.SignedPartsResponse);
    }

    private async Task<SignedParts> SignAsync(string uploadId, Func<int[]> numbers, IPresignKitApplication application, HttpContext context)
    {
        var slot = ReadOpen(uploadId, context);
        var signed = await parts.SignAsync(slot, numbers(), context.RequestAborted).ConfigureAwait(false);

        // Uppy cannot renew its key. Who may go on is decided anew all the same, once the time that the policy gives has passed.
        if (tokens.NeedsRenewal(slot))
        {
            await SlotRenewal.AskAsync(slot, context.User, application, context.RequestAborted).ConfigureAwait(false);
        }

        return signed;
    }

    private async Task<IResult> ListAsync(string uploadId, HttpContext context)
    {
        var slot = ReadOpen(uploadId, context);
        var plan = slot.Upload.GetPartPlan()!;
        var received = await parts.ListAsync(slot, context.RequestAborted).ConfigureAwait(false);

        // Uppy trusts the numbers without comparing sizes, so a part of another size is not listed. It gives up if there is no list: the upload may have
        // been completed before the page was loaded again, and if not, its completion says what has become of it.
        List<ListedPart> answer = received is null
            ? [.. Enumerable.Range(1, plan.PartCount)
                .Select(number => new ListedPart { PartNumber = number, ETag = CompletedETag, Size = plan.SizeOf(number) })]
            : [.. received.Where(part => plan.Contains(part.Number) && part.Size == plan.SizeOf(part.Number))
                .Select(part => new ListedPart { PartNumber = part.Number, ETag = part.ETag, Size = part.Size })];
        return Results.Json(answer, UppyJsonContext.Default.ListListedPart);
    }

    private async Task<IResult> CompleteAsync(string uploadId, IPresignKitApplication application, HttpContext context)
    {
        var slot = keys.Read(context, uploadId);
        var completed = await renewal.CompleteAsync(slot, context.User, application, context.RequestAborted).ConfigureAwait(false);
        if (completed.IsNew)
        {
            await sealedSlots.TryRemoveAsync(slot).ConfigureAwait(false);
        }

        if (!completed.IsAccepted)
        {
            return completed.Answer;
        }

        var answer = new CompleteMultipartResponse
        {
            Location = await LocateAsync(slot.Upload.StoreName, completed.Accepted.Key, context.RequestAborted).ConfigureAwait(false),
            Key = completed.Accepted.Key,
            Id = completed.Accepted.Id,
        };
        return Results.Json(answer, UppyJsonContext.Default.CompleteMultipartResponse);
    }

    private async Task<IResult> AbortAsync(string uploadId, IPresignKitApplication application, HttpContext context)
    {
        var slot = keys.Read(context, uploadId);
        await aborter.AbortAsync(slot, context.User, application, context.RequestAborted).ConfigureAwait(false);
        return Results.Json(new AbortedResponse(), UppyJsonContext.Default.AbortedResponse);
    }

    /// <summary>The object's address without what would let anybody read it; null: it is not known now, and the upload is accepted all the same.</summary>
    private async Task<string?> LocateAsync(string storeName, string key, CancellationToken cancellationToken)
    {
        try
        {
            var url = await issuers.GetIssuer(storeName).IssueDownloadUrlAsync(new(key), request: null, cancellationToken).ConfigureAwait(false);
            return url.RevealUrl().Split('?')[0];
        }
        catch (PresignKitException)
        {
            return null;
        }
    }

    /// <summary>The slot of a request that needs time.</summary>
    private SlotToken ReadOpen(string uploadId, HttpContext context)
    {
        var slot = keys.Read(context, uploadId);
        return tokens.TimeFailure(slot) is { } over ? throw over : slot;
    }
}
