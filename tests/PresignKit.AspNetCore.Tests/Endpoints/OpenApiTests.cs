using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

public sealed class OpenApiTests
{
    [Theory]
    [InlineData("/files/slots", "post", "OpenUploadSlot", "201 400 401 403 404 413 415 429 500 502 503")]
    [InlineData("/files/slots/complete", "post", "CompleteUploadSlot", "200 400 401 403 409 410 413 415 422 429 500 502 503")]
    [InlineData("/files/downloads/{id}", "get", "GetDownloadUrl", "200 401 403 404 429 500 502 503")]
    [InlineData("/media/playlists/{id}", "get", "GetMainPlaylist", "200 401 403 404 422 429 500 502 503")]
    [InlineData("/media/playlists/{id}/{path}", "get", "GetPlaylist", "200 401 403 404 422 429 500 502 503")]
    [InlineData("/media/playlist-keys/{id}/{path}", "get", "GetPlaylistKey", "200 401 403 404 422 429 500 502 503")]
    [InlineData("/companion/s3/params", "get", "OpenUppyForm", "200 400 401 403 404 413 415 429 500 502 503")]
    [InlineData("/companion/s3/complete", "post", "CompleteUppyForm", "200 400 401 403 404 409 410 413 415 422 429 500 502 503")]
    [InlineData("/companion/s3/multipart", "post", "OpenUppyMultipart", "200 400 401 403 404 413 415 429 500 502 503")]
    [InlineData("/companion/s3/multipart/{uploadId}", "get", "ListUppyParts", "200 400 401 403 410 429 500 502 503")]
    [InlineData("/companion/s3/multipart/{uploadId}", "delete", "AbortUppyMultipart", "200 400 401 403 409 429 500 502 503")]
    [InlineData("/companion/s3/multipart/{uploadId}/{partNumber}", "get", "SignUppyPart", "200 400 401 403 410 429 500 502 503")]
    [InlineData("/companion/s3/multipart/{uploadId}/batch", "get", "SignUppyParts", "200 400 401 403 410 429 500 502 503")]
    [InlineData(
        "/companion/s3/multipart/{uploadId}/complete", "post", "CompleteUppyMultipart", "200 400 401 403 409 410 413 415 422 429 500 502 503")]
    [InlineData("/rails/direct_uploads", "post", "OpenDirectUpload", "200 400 401 403 404 413 415 429 500 502 503")]
    public async Task Document_Route_ListsEveryResponse(string path, string method, string name, string statuses)
    {
        var document = await DocumentAsync();

        var operation = document.GetProperty("paths").GetProperty(path).GetProperty(method);

        Assert.Equal(name, operation.GetProperty("operationId").GetString());
        Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
        var responses = operation.GetProperty("responses").EnumerateObject().ToArray();
        Assert.Equal(statuses.Split(' '), responses.Select(r => r.Name).Order(StringComparer.Ordinal));
        foreach (var failure in responses.Where(r => r.Name[0] != '2'))
        {
            Assert.Equal(["application/problem+json"], failure.Value.GetProperty("content").EnumerateObject().Select(c => c.Name));
        }
    }

    [Fact]
    public async Task Document_Bodies_HaveAllFields()
    {
        var document = await DocumentAsync();

        Assert.Equal(
            ["policy", "fileName", "contentType", "size", "checksum", "checksumSha256", "transports", "context"],
            Fields(Body(document, "/files/slots"), document));
        Assert.Equal(["token", "transferChecksums"], Fields(Body(document, "/files/slots/complete"), document));
        Assert.Equal(["token", "numbers"], Fields(Body(document, "/files/slots/parts"), document));
        Assert.Equal(["parts", "expiresAt"], Fields(Answer(document, "/files/slots/parts", "post", "200"), document));
        foreach (var route in new[] { "/files/slots/uploaded", "/files/slots/renew", "/files/slots/abort" })
        {
            Assert.Equal(["token"], Fields(Body(document, route), document));
        }

        Assert.Equal(["token", "expiresAt"], Fields(Answer(document, "/files/slots/renew", "post", "200"), document));
        Assert.Equal(
            [
                "token", "transport", "request", "multipart", "transferChecksum", "key", "contentType", "size", "minimumSize", "maximumSize",
                "expiresAt", "endsAt", "guarantees",
            ],
            Fields(Answer(document, "/files/slots", "post", "201"), document));
        Assert.Equal(["url", "expiresAt", "refreshAfter"], Fields(Answer(document, "/files/downloads/{id}", "get", "200"), document));
        Assert.Equal(
            ["type", "title", "status", "detail", "code", "limit", "parts", "message"],
            Fields(Answer(document, "/files/slots", "post", "404", "application/problem+json"), document));
    }

    [Fact]
    public async Task Document_ExistingClients_HaveTheFieldsThatTheySend()
    {
        var document = await DocumentAsync();

        Assert.Equal(["filename", "type", "metadata"], Fields(Body(document, "/companion/s3/multipart"), document));
        Assert.Equal(["key", "uploadId", "guarantees"], Fields(Answer(document, "/companion/s3/multipart", "post", "200"), document));
        Assert.Equal(["method", "url", "fields", "guarantees"], Fields(Answer(document, "/companion/s3/params", "get", "200"), document));
        Assert.Equal(["key"], Fields(Body(document, "/companion/s3/complete"), document));
        Assert.Equal(["parts"], Fields(Body(document, "/companion/s3/multipart/{uploadId}/complete"), document));
        Assert.Equal(
            ["location", "key", "id"], Fields(Answer(document, "/companion/s3/multipart/{uploadId}/complete", "post", "200"), document));
        Assert.Equal(
            ["type", "title", "status", "detail", "code", "limit", "parts", "message"],
            Fields(Answer(document, "/companion/s3/params", "get", "400", "application/problem+json"), document));
        Assert.Equal(["blob"], Fields(Body(document, "/rails/direct_uploads"), document));
        Assert.Equal(
            ["key", "filename", "content_type", "byte_size", "checksum", "signed_id", "direct_upload", "guarantees"],
            Fields(Answer(document, "/rails/direct_uploads", "post", "200"), document));
    }

    [Fact]
    public async Task Document_Download_HasTheIdInThePath()
    {
        var document = await DocumentAsync();

        var parameters = document.GetProperty("paths").GetProperty("/files/downloads/{id}").GetProperty("get").GetProperty("parameters");

        var id = Assert.Single(parameters.EnumerateArray());
        Assert.Equal(("id", "path"), (id.GetProperty("name").GetString(), id.GetProperty("in").GetString()));
    }

    private static async Task<JsonElement> DocumentAsync()
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            setup.Services = builder => builder.Services.AddOpenApi();
            setup.Map = a =>
            {
                a.MapPresignKit("/files").RequireAuthorization();
                a.MapPresignKitPlaylists("/media").RequireAuthorization();
                a.MapUppyCompanion("/companion", "video").RequireAuthorization();
                a.MapActiveStorageDirectUploads("/rails/direct_uploads", "video").RequireAuthorization();
                a.MapOpenApi();
            };
        });
        return await app.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);
    }

    private static JsonElement Body(JsonElement document, string path) => document.GetProperty("paths").GetProperty(path).GetProperty("post")
        .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");

    private static JsonElement Answer(JsonElement document, string path, string method, string status, string type = "application/json") =>
        document.GetProperty("paths").GetProperty(path).GetProperty(method)
            .GetProperty("responses").GetProperty(status).GetProperty("content").GetProperty(type).GetProperty("schema");

    private static string[] Fields(JsonElement schema, JsonElement document)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        return [.. schema.GetProperty("properties").EnumerateObject().Select(p => p.Name)];
    }
}
