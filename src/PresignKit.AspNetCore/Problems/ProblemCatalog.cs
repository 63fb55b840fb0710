using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using PresignKit.AspNetCore.Json;

namespace PresignKit.AspNetCore.Problems;

/// <summary>Every code that a client may see, with its usual status and title.</summary>
internal static class ProblemCatalog
{
    public const string ContentType = "application/problem+json";

    private const string TypePrefix = "urn:presignkit:error:";

    private static readonly FrozenDictionary<string, (int Status, string Title)> Codes = new Dictionary<string, (int, string)>(StringComparer.Ordinal)
    {
        [EndpointErrorCodes.RequestInvalid] = (StatusCodes.Status400BadRequest, "The request is not understood"),
        [ErrorCodes.FileNameInvalid] = (StatusCodes.Status400BadRequest, "The file's name is not allowed"),
        [ErrorCodes.SizeInvalid] = (StatusCodes.Status400BadRequest, "The size is not valid"),
        [ErrorCodes.TooSmall] = (StatusCodes.Status400BadRequest, "The file is too small"),
        [ErrorCodes.ChecksumRequired] = (StatusCodes.Status400BadRequest, "The file's checksum is needed"),
        [ErrorCodes.LifetimeInvalid] = (StatusCodes.Status400BadRequest, "The lifetime is not allowed"),
        [EndpointErrorCodes.TokenInvalid] = (StatusCodes.Status400BadRequest, "The token is not valid"),
        [EndpointErrorCodes.UploadNotAllowed] = (StatusCodes.Status403Forbidden, "The upload is not allowed"),
        [EndpointErrorCodes.TokenOfOtherUser] = (StatusCodes.Status403Forbidden, "The token is another user's"),
        [ErrorCodes.UnknownPolicy] = (StatusCodes.Status404NotFound, "There is no such policy"),
        [EndpointErrorCodes.NotFound] = (StatusCodes.Status404NotFound, "There is no such download"),
        [EndpointErrorCodes.NotUploaded] = (StatusCodes.Status409Conflict, "The file has not arrived"),
        [EndpointErrorCodes.UploadChanged] = (StatusCodes.Status409Conflict, "The file changed meanwhile"),
        [EndpointErrorCodes.TokenExpired] = (StatusCodes.Status410Gone, "The slot has expired"),
        [ErrorCodes.TooLarge] = (StatusCodes.Status413PayloadTooLarge, "The file is too large"),
        [ErrorCodes.ContentTypeNotAllowed] = (StatusCodes.Status415UnsupportedMediaType, "The file's type is not allowed"),
        [ErrorCodes.SizeMismatch] = (StatusCodes.Status422UnprocessableEntity, "The file has another size than was declared"),
        [ErrorCodes.ContentTypeMismatch] = (StatusCodes.Status422UnprocessableEntity, "The file was sent as another type than was declared"),
        [ErrorCodes.ContentMismatch] = (StatusCodes.Status422UnprocessableEntity, "The file is not of its declared type"),
        [ErrorCodes.StoreAccessDenied] = (StatusCodes.Status502BadGateway, "The object store failed"),
        [ErrorCodes.BucketNotFound] = (StatusCodes.Status502BadGateway, "The object store failed"),
        [ErrorCodes.ClockSkewed] = (StatusCodes.Status502BadGateway, "The object store failed"),
        [ErrorCodes.RegionMismatch] = (StatusCodes.Status502BadGateway, "The object store failed"),
        [ErrorCodes.StoreBusy] = (StatusCodes.Status503ServiceUnavailable, "The object store is busy"),
        [ErrorCodes.StoreUnavailable] = (StatusCodes.Status503ServiceUnavailable, "The object store is not available"),
        [ErrorCodes.CredentialsExpired] = (StatusCodes.Status503ServiceUnavailable, "The object store is not available"),
        [ErrorCodes.CredentialsTooShort] = (StatusCodes.Status503ServiceUnavailable, "The object store is not available"),
        [ErrorCodes.CredentialsUnavailable] = (StatusCodes.Status503ServiceUnavailable, "The object store is not available"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a client can be blamed, or told, for a code; the others are mistakes of the application.</summary>
    public static bool Contains(string code) => Codes.ContainsKey(code);

    public static IResult Answer(string code, string detail, string? limit = null, int? status = null)
    {
        var (usual, title) = Codes[code];
        var problem = new Problem
        {
            Type = TypePrefix + code,
            Title = title,
            Status = status ?? usual,
            Detail = detail,
            Code = code,
            Limit = limit,
        };
        return Results.Json(problem, EndpointJsonContext.Default.Problem, ContentType, problem.Status);
    }
}
