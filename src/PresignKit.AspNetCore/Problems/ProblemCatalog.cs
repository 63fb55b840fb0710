using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using PresignKit.AspNetCore.Json;

namespace PresignKit.AspNetCore.Problems;

/// <summary>Every code that a client may receive from PresignKit, with its usual status and title.</summary>
internal static class ProblemCatalog
{
    public const string ContentType = "application/problem+json";

    private const string TypePrefix = "urn:presignkit:error:";

    private static readonly FrozenDictionary<string, (int Status, string Title)> Codes = new Dictionary<string, (int, string)>(StringComparer.Ordinal)
    {
        [EndpointErrorCodes.RequestInvalid] = (StatusCodes.Status400BadRequest, "The request is not valid"),
        [ErrorCodes.SizeMissing] = (StatusCodes.Status400BadRequest, "The file's size is missing"),
        [ErrorCodes.FileNameInvalid] = (StatusCodes.Status400BadRequest, "The file's name is not allowed"),
        [ErrorCodes.SizeInvalid] = (StatusCodes.Status400BadRequest, "The size is not valid"),
        [ErrorCodes.TooSmall] = (StatusCodes.Status400BadRequest, "The file is too small"),
        [ErrorCodes.ChecksumRequired] = (StatusCodes.Status400BadRequest, "The file's checksum is required"),
        [ErrorCodes.ChecksumInvalid] = (StatusCodes.Status400BadRequest, "The checksum is invalid"),
        [ErrorCodes.ChecksumNotAvailable] = (StatusCodes.Status400BadRequest, "The checksum cannot be compared"),
        [ErrorCodes.TransportNotAvailable] = (StatusCodes.Status400BadRequest, "The file cannot be sent in this way"),
        [ErrorCodes.PartNumberInvalid] = (StatusCodes.Status400BadRequest, "The upload has no such part"),
        [ErrorCodes.PartSizeInvalid] = (StatusCodes.Status400BadRequest, "The size of the parts is not valid"),
        [ErrorCodes.SlotNotMultipart] = (StatusCodes.Status400BadRequest, "The upload has no parts"),
        [ErrorCodes.TransferChecksumsInvalid] = (StatusCodes.Status400BadRequest, "The checksums of the transfer are not valid"),
        [ErrorCodes.LifetimeInvalid] = (StatusCodes.Status400BadRequest, "The lifetime is not allowed"),
        [EndpointErrorCodes.TokenInvalid] = (StatusCodes.Status400BadRequest, "The token is not valid"),
        [EndpointErrorCodes.AuthenticationRequired] = (StatusCodes.Status401Unauthorized, "Authentication is required"),
        [EndpointErrorCodes.AccessDenied] = (StatusCodes.Status403Forbidden, "Access is denied"),
        [EndpointErrorCodes.UserIdMissing] = (StatusCodes.Status403Forbidden, "The user has no ID"),
        [EndpointErrorCodes.UploadNotAllowed] = (StatusCodes.Status403Forbidden, "The upload is not allowed"),
        [EndpointErrorCodes.TokenOfOtherUser] = (StatusCodes.Status403Forbidden, "The token belongs to another user"),
        [ErrorCodes.UnknownPolicy] = (StatusCodes.Status404NotFound, "The policy does not exist"),
        [EndpointErrorCodes.NotFound] = (StatusCodes.Status404NotFound, "The download does not exist"),
        [EndpointErrorCodes.UploadUnknown] = (StatusCodes.Status404NotFound, "The upload does not exist"),
        [EndpointErrorCodes.MethodNotAllowed] = (StatusCodes.Status405MethodNotAllowed, "The method is not allowed"),
        [EndpointErrorCodes.NotUploaded] = (StatusCodes.Status409Conflict, "The file has not been uploaded"),
        [EndpointErrorCodes.UploadIncomplete] = (StatusCodes.Status409Conflict, "Parts of the file are missing"),
        [EndpointErrorCodes.PartsDiffer] = (StatusCodes.Status409Conflict, "Parts of the file were damaged on the way"),
        [EndpointErrorCodes.UploadCompleted] = (StatusCodes.Status409Conflict, "The upload has been completed"),
        [EndpointErrorCodes.UploadChanged] = (StatusCodes.Status409Conflict, "The file changed during verification"),
        [EndpointErrorCodes.SlotEnded] = (StatusCodes.Status410Gone, "The slot has ended"),
        [ErrorCodes.UploadTimeOver] = (StatusCodes.Status410Gone, "The time for the upload is over"),
        [EndpointErrorCodes.TokenExpired] = (StatusCodes.Status410Gone, "The slot has expired"),
        [ErrorCodes.TooLarge] = (StatusCodes.Status413PayloadTooLarge, "The file is too large"),
        [ErrorCodes.ContentTypeNotAllowed] = (StatusCodes.Status415UnsupportedMediaType, "The file's type is not allowed"),
        [ErrorCodes.SizeMismatch] = (StatusCodes.Status422UnprocessableEntity, "The file does not have the size that the slot is for"),
        [ErrorCodes.ContentTypeMismatch] = (StatusCodes.Status422UnprocessableEntity, "The file was not sent as the declared type"),
        [ErrorCodes.ChecksumMismatch] = (StatusCodes.Status422UnprocessableEntity, "The file does not have the declared checksum"),
        [ErrorCodes.ContentMismatch] = (StatusCodes.Status422UnprocessableEntity, "The file's content does not match the declared type"),
        [ErrorCodes.ContentUnknown] = (StatusCodes.Status422UnprocessableEntity, "The file's content is not recognized"),
        [ErrorCodes.TransferMismatch] = (StatusCodes.Status422UnprocessableEntity, "The file was damaged on the way"),
        [ErrorCodes.InspectionRejected] = (StatusCodes.Status422UnprocessableEntity, "The file was rejected by an inspection"),
        [PlaylistErrorCodes.PlaylistNotRecognized] = (StatusCodes.Status422UnprocessableEntity, "The object is not a playlist"),
        [PlaylistErrorCodes.PlaylistTooLarge] = (StatusCodes.Status422UnprocessableEntity, "The playlist is too large"),
        [PlaylistErrorCodes.PlaylistTooManyUris] = (StatusCodes.Status422UnprocessableEntity, "The playlist is too large"),
        [PlaylistErrorCodes.PlaylistMalformed] = (StatusCodes.Status422UnprocessableEntity, "The playlist is malformed"),
        [PlaylistErrorCodes.PlaylistVariableUnresolved] = (StatusCodes.Status422UnprocessableEntity, "The playlist has an unknown variable"),
        [PlaylistErrorCodes.PlaylistVariableInvalid] = (StatusCodes.Status422UnprocessableEntity, "The playlist is malformed"),
        [PlaylistErrorCodes.PlaylistUriAbsolute] = (StatusCodes.Status422UnprocessableEntity, "The playlist names something that it must not"),
        [PlaylistErrorCodes.PlaylistUriQuery] = (StatusCodes.Status422UnprocessableEntity, "The playlist names something that it must not"),
        [PlaylistErrorCodes.PlaylistUriParent] = (StatusCodes.Status422UnprocessableEntity, "The playlist names something that it must not"),
        [PlaylistErrorCodes.PlaylistUriEncoding] = (StatusCodes.Status422UnprocessableEntity, "The playlist names something that it must not"),
        [PlaylistErrorCodes.PlaylistUriInvalid] = (StatusCodes.Status422UnprocessableEntity, "The playlist names something that it must not"),
        [PlaylistErrorCodes.PlaylistExtensionNotAllowed] = (StatusCodes.Status422UnprocessableEntity, "The playlist names something that it must not"),
        [PlaylistErrorCodes.PlaylistChildNotAllowed] = (StatusCodes.Status422UnprocessableEntity, "The playlist names something that it must not"),
        [PlaylistErrorCodes.PlaylistKeyNotAllowed] = (StatusCodes.Status422UnprocessableEntity, "The playlist names something that it must not"),
        [PlaylistErrorCodes.PlaylistDynamic] = (StatusCodes.Status422UnprocessableEntity, "The playlist cannot be signed"),
        [PlaylistErrorCodes.PlaylistElementNotAllowed] = (StatusCodes.Status422UnprocessableEntity, "The playlist names something that it must not"),
        [PlaylistErrorCodes.PlaylistTemplateInvalid] = (StatusCodes.Status422UnprocessableEntity, "The playlist is malformed"),
        [PlaylistErrorCodes.PlaylistKeyAsMedia] = (StatusCodes.Status422UnprocessableEntity, "The playlist names something that it must not"),
        [EndpointErrorCodes.PlaylistKeyInvalid] = (StatusCodes.Status422UnprocessableEntity, "The object is not a decryption key"),
        [EndpointErrorCodes.TooManySlots] = (StatusCodes.Status429TooManyRequests, "Too many slots"),
        [EndpointErrorCodes.TooManyRequests] = (StatusCodes.Status429TooManyRequests, "Too many requests"),
        [EndpointErrorCodes.ApplicationError] = (StatusCodes.Status500InternalServerError, "The application failed"),
        [ErrorCodes.StoreAccessDenied] = (StatusCodes.Status502BadGateway, "The object store failed"),
        [ErrorCodes.BucketNotFound] = (StatusCodes.Status502BadGateway, "The object store failed"),
        [ErrorCodes.ClockSkewed] = (StatusCodes.Status502BadGateway, "The object store failed"),
        [ErrorCodes.RegionMismatch] = (StatusCodes.Status502BadGateway, "The object store failed"),
        [ErrorCodes.RegionUnknown] = (StatusCodes.Status502BadGateway, "The object store failed"),
        [ErrorCodes.StoreBusy] = (StatusCodes.Status503ServiceUnavailable, "The object store is busy"),
        [ErrorCodes.StoreNotReady] = (StatusCodes.Status503ServiceUnavailable, "The object store is not ready"),
        [ErrorCodes.DestinationChanged] = (StatusCodes.Status409Conflict, "The object to replace has changed"),
        [ErrorCodes.ReplacingNotAllowed] = (StatusCodes.Status403Forbidden, "The policy does not allow to replace the object"),
        [ErrorCodes.ObjectNotLocked] = (StatusCodes.Status503ServiceUnavailable, "The accepted upload is not locked yet"),
        [ErrorCodes.StoreUnavailable] = (StatusCodes.Status503ServiceUnavailable, "The object store is not available"),
        [ErrorCodes.CredentialsExpired] = (StatusCodes.Status503ServiceUnavailable, "The object store is not available"),
        [ErrorCodes.CredentialsTooShort] = (StatusCodes.Status503ServiceUnavailable, "The object store is not available"),
        [ErrorCodes.CredentialsUnavailable] = (StatusCodes.Status503ServiceUnavailable, "The object store is not available"),
        [EndpointErrorCodes.SlotLedgerUnavailable] = (StatusCodes.Status503ServiceUnavailable, "Slots cannot be counted"),
        [EndpointErrorCodes.TokensUnavailable] = (StatusCodes.Status503ServiceUnavailable, "Slot tokens are not available"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a client may receive a code. All others are mistakes of the application.</summary>
    public static bool Contains(string code) => Codes.ContainsKey(code);

    public static IResult Answer(
        string code, string detail, string? limit = null, int? status = null, IReadOnlyList<int>? parts = null) =>
        new ProblemAnswer(Of(code, detail, limit, status, parts));

    public static Problem Of(
        string code, string detail, string? limit = null, int? status = null, IReadOnlyList<int>? parts = null)
    {
        var (usual, title) = Codes[code];
        return new()
        {
            Type = TypePrefix + code,
            Title = title,
            Status = status ?? usual,
            Detail = detail,
            Code = code,
            Limit = limit,
            Parts = parts,
        };
    }

    /// <summary>The response to an upload that the application rejected, with a code of its own.</summary>
    public static Problem OfRejection(string code, string reason, int status) => new()
    {
        Type = TypePrefix + code,
        Title = "The application rejected the upload",
        Status = status,
        Detail = reason,
        Code = code,
    };
}
