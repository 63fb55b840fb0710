using Microsoft.AspNetCore.Http;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Objects;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Forms;

/// <summary>Responds to a form as <c>success_action_redirect</c> or <c>success_action_status</c> requests, otherwise with 204.</summary>
internal static class FormReply
{
    public static Task WriteAsync(S3Request request, string bucket, StoredObject value, FormFields fields)
    {
        var response = request.Response;
        var location = Location(request, bucket, value.Key);
        ObjectHeaders.WriteIdentity(response, value);
        response.Headers.Location = location;
        // An invalid redirect URL is ignored, as documented for S3.
        if (Redirect(fields.SuccessRedirect, bucket, value) is { } redirect)
        {
            response.Headers.Location = redirect;
            return Empty(response, StatusCodes.Status303SeeOther);
        }

        return fields.SuccessStatus switch
        {
            "200" => Empty(response, StatusCodes.Status200OK),
            "201" => XmlReply.WriteAsync(request.Context, StatusCodes.Status201Created, "PostResponse", xml =>
            {
                xml.WriteElementString("Location", location);
                xml.WriteElementString("Bucket", bucket);
                xml.WriteElementString("Key", value.Key);
                xml.WriteElementString("ETag", EntityTag.Quote(value.ETag));
            }),
            _ => Empty(response, StatusCodes.Status204NoContent),
        };
    }

    private static Task Empty(HttpResponse response, int status)
    {
        response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
        {
            response.ContentLength = 0;
        }

        return Task.CompletedTask;
    }

    private static string Location(S3Request request, string bucket, string key)
    {
        var http = request.Context.Request;
        var path = request.IsVirtualHost ? "" : "/" + bucket;
        return $"{http.Scheme}://{http.Headers.Host}{path}/{UrlText.Path(key)}";
    }

    private static string? Redirect(string? target, string bucket, StoredObject value)
    {
        if (!Uri.TryCreate(target, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var separator = uri.Query.Length > 0 ? '&' : '?';
        return $"{uri.AbsoluteUri}{separator}bucket={UrlText.Value(bucket)}&key={UrlText.Value(value.Key)}&etag={UrlText.Value(EntityTag.Quote(value.ETag))}";
    }
}
