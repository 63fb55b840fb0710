export { DirectUpload } from "@rails/activestorage";
